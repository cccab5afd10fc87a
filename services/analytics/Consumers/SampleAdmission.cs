using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>Why a sample on the bus is not stored; ingestion refuses such samples first, so these count what slipped through.</summary>
internal enum SampleRefusal
{
    None,

    /// <summary>Older than its series is kept.</summary>
    OlderThanRetention,

    /// <summary>Older than <see cref="HistoryOptions.MaxLateness"/>.</summary>
    TooLate,

    /// <summary>Further ahead than <see cref="HistoryOptions.MaxFuture"/>.</summary>
    TooFarAhead,
}

/// <summary>What history takes samples for, at one moment.</summary>
internal sealed record SampleAdmission(DateTimeOffset Now, RetentionPolicy Retention, long LatestMs, long SurelyKeptMs, long NewestMs)
{
    // From here to the newest every sample is taken, whatever its series.
    private readonly long _surelyMs = Math.Max(LatestMs, SurelyKeptMs);

    public static SampleAdmission At(DateTimeOffset now, HistoryOptions options, RetentionPolicy retention) => new(
        now,
        retention,
        (now - options.MaxLateness).ToUnixTimeMilliseconds(),
        (now - retention.ShortestSamples).ToUnixTimeMilliseconds(),
        (now + options.MaxFuture).ToUnixTimeMilliseconds());

    /// <summary>Whether a sample is stored; the labels are null where its series has not been defined yet.</summary>
    public SampleRefusal Check(long timestampMs, LabelSet? labels)
    {
        if (timestampMs > NewestMs)
        {
            return SampleRefusal.TooFarAhead;
        }

        if (timestampMs >= _surelyMs)
        {
            return SampleRefusal.None;
        }

        var keep = labels is null ? Retention.Longest.Samples : Retention.Of(labels.Metric).Samples;
        if (timestampMs < (Now - keep).ToUnixTimeMilliseconds())
        {
            return SampleRefusal.OlderThanRetention;
        }

        return timestampMs < LatestMs ? SampleRefusal.TooLate : SampleRefusal.None;
    }
}
