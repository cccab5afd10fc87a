namespace PerfMonitor.Reporting.Generation;

/// <summary>What follows an attempt that did not succeed.</summary>
internal static class RetryPolicy
{
    /// <param name="attempts">Attempts made, this one included.</param>
    /// <param name="options">The pauses and their number.</param>
    /// <returns>The pause before the next attempt; null to give up.</returns>
    public static TimeSpan? DelayAfter(int attempts, GenerationOptions options)
    {
        if (attempts >= options.MostAttempts)
        {
            return null;
        }

        // Beyond 30 doublings every sensible first pause is above the longest.
        var delay = options.FirstRetryDelay * Math.Pow(2, Math.Min(attempts - 1, 30));
        return delay < options.LongestRetryDelay ? delay : options.LongestRetryDelay;
    }
}
