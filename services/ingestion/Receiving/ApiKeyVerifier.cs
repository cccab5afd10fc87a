using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>What is known about an API key.</summary>
internal abstract record ApiKeyVerdict
{
    internal sealed record Valid(string Name, string Role) : ApiKeyVerdict;

    internal sealed record Invalid : ApiKeyVerdict;

    /// <summary>It could not be found out.</summary>
    internal sealed record Unknown(string Reason) : ApiKeyVerdict;
}

/// <summary>
/// Asks web about API keys and remembers the answer for a minute (a wrong key for ten seconds), by the key's SHA-256, at most
/// <see cref="MaximumRemembered"/> of them. A revoked key therefore works for at most a minute more.
/// </summary>
internal sealed class ApiKeyVerifier(Func<IApiKeySource> source, TimeProvider clock)
{
    public const int MaximumRemembered = 1_000;

    private static readonly TimeSpan ValidFor = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan InvalidFor = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (ApiKeyVerdict Verdict, DateTimeOffset Until)> _remembered = new(StringComparer.Ordinal);

    public async ValueTask<ApiKeyVerdict> VerifyAsync(string key, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        var now = clock.GetUtcNow();
        if (_remembered.TryGetValue(hash, out var known) && known.Until > now)
        {
            return known.Verdict;
        }

        var verdict = await AskAsync(key, cancellationToken);
        if (verdict is not ApiKeyVerdict.Unknown)
        {
            if (_remembered.Count >= MaximumRemembered)
            {
                _remembered.Clear();
            }

            _remembered[hash] = (verdict, now + (verdict is ApiKeyVerdict.Valid ? ValidFor : InvalidFor));
        }

        return verdict;
    }

    private async Task<ApiKeyVerdict> AskAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await source().VerifyAsync(key, cancellationToken);
        }
        catch (InvalidOperationException notConfigured)
        {
            return new ApiKeyVerdict.Unknown(notConfigured.Message);
        }
    }
}

/// <summary>Who knows the keys.</summary>
internal interface IApiKeySource
{
    Task<ApiKeyVerdict> VerifyAsync(string key, CancellationToken cancellationToken);
}

/// <summary>Web's answer over HTTP.</summary>
internal sealed class WebClient(HttpClient http) : IApiKeySource
{
    public async Task<ApiKeyVerdict> VerifyAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.PostAsJsonAsync("/internal/api-keys/verify", new { key }, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return new ApiKeyVerdict.Unknown($"The web service answered {(int)response.StatusCode} when asked about the key.");
            }

            var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
            return answer is { Valid: true } ? new ApiKeyVerdict.Valid(answer.Name ?? "", answer.Role ?? "") : new ApiKeyVerdict.Invalid();
        }
        catch (Exception failure) when (failure is HttpRequestException or System.Text.Json.JsonException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new ApiKeyVerdict.Unknown($"The web service could not be asked about the key: {failure.Message}");
        }
    }

    private sealed record Answer(bool Valid, string? Name, string? Role);
}
