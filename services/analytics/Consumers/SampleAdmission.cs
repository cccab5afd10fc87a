using PerfMonitor.Analytics.History;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>Why a sample on the bus is not stored; ingestion refuses such samples first, so these count what slipped through.</summary>
internal enum SampleRefusal
{
    None,

    /// <summary>Older than the retention: its partition is gone.</summary>
    OlderThanRetention,

    /// <summary>Further ahead than <see cref="HistoryOptions.MaxFuture"/>.</summary>
    TooFarAhead,
}

/// <summary>The span of time that history takes samples for, at one moment.</summary>
internal readonly record struct SampleAdmission(long OldestMs, long NewestMs)
{
    public static SampleAdmission At(DateTimeOffset now, HistoryOptions options) => new(
        now.AddDays(-options.RetentionDays).ToUnixTimeMilliseconds(),
        (now + options.MaxFuture).ToUnixTimeMilliseconds());

    public SampleRefusal Check(long timestampMs)
    {
        if (timestampMs < OldestMs)
        {
            return SampleRefusal.OlderThanRetention;
        }

        return timestampMs > NewestMs ? SampleRefusal.TooFarAhead : SampleRefusal.None;
    }
}
