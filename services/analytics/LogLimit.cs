namespace PerfMonitor.Analytics;

/// <summary>Lets one line through per interval and kind, for what a broken sender may cause thousands of times a second; metrics count them all.</summary>
internal sealed class LogLimit(TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();

    // By kind; bounded by the kinds there are in the code.
    private readonly Dictionary<Enum, DateTimeOffset> _next = [];

    /// <summary>Whether a line of the kind may be written now.</summary>
    public bool Allows(Enum kind)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (_next.TryGetValue(kind, out var next) && now < next)
            {
                return false;
            }

            _next[kind] = now + Interval;
            return true;
        }
    }
}
