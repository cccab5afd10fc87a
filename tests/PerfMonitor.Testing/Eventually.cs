namespace PerfMonitor.Testing;

/// <summary>Waits for what a running system brings about; the limit only says when to give up, no test asserts how long it took.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks until there is an answer that is not null.</summary>
    public static async Task<T> GetAsync<T>(string what, Func<CancellationToken, Task<T?>> ask, CancellationToken cancellationToken)
        where T : class
    {
        var until = DateTimeOffset.UtcNow + Limit;
        string? trouble = null;
        while (DateTimeOffset.UtcNow < until)
        {
            try
            {
                if (await ask(cancellationToken) is { } answer)
                {
                    return answer;
                }
            }
            catch (HttpRequestException failure)
            {
                trouble = failure.Message;
            }

            await Task.Delay(Pause, cancellationToken);
        }

        throw new TimeoutException($"Waited {Limit.TotalSeconds:F0} s in vain for {what}. {trouble}");
    }

    /// <summary>Asks until the condition holds.</summary>
    public static Task HoldsAsync(string what, Func<CancellationToken, Task<bool>> ask, CancellationToken cancellationToken) =>
        GetAsync(what, async token => await ask(token) ? "yes" : null, cancellationToken);
}
