using System.Globalization;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>The time around now in which samples are taken, in milliseconds since the Unix epoch.</summary>
internal readonly record struct TimeWindow(long NowMs, long OldestMs, long NewestMs)
{
    // Before this, a millisecond time lies in the first months of 1970: it was meant as seconds. Beyond the other, as micro- or nanoseconds.
    private const long LooksLikeSeconds = 10_000_000_000;
    private const long LooksLikeMicroseconds = 100_000_000_000_000;

    public static TimeWindow Around(DateTimeOffset now, AdmissionOptions limits)
    {
        var nowMs = now.ToUnixTimeMilliseconds();
        return new TimeWindow(nowMs, nowMs - (long)limits.MaximumAge.TotalMilliseconds, nowMs + (long)limits.MaximumLead.TotalMilliseconds);
    }

    public Refusal? Check(long timestampMs)
    {
        if (timestampMs < OldestMs)
        {
            var hint = timestampMs is > 0 and < LooksLikeSeconds ? "; timestamps are milliseconds, this looks like seconds" : "";
            return new Refusal(RefusalReason.TooOld, $"{Show(timestampMs)} lies {Distance(NowMs, timestampMs)} back, at most {Length(NowMs - OldestMs)} are taken{hint}");
        }

        if (timestampMs > NewestMs)
        {
            var hint = timestampMs > LooksLikeMicroseconds ? "; timestamps are milliseconds, this looks like micro- or nanoseconds" : "";
            return new Refusal(RefusalReason.TooFarInFuture, $"{Show(timestampMs)} lies {Distance(timestampMs, NowMs)} ahead, at most {Length(NewestMs - NowMs)} are taken{hint}");
        }

        return null;
    }

    private static string Show(long timestampMs) => timestampMs is >= -62_135_596_800_000 and <= 253_402_300_799_999
        ? DateTimeOffset.FromUnixTimeMilliseconds(timestampMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        : timestampMs.ToString(CultureInfo.InvariantCulture);

    private static string Distance(long later, long earlier)
    {
        var milliseconds = (double)later - earlier;
        return milliseconds < 86_400_000 ? Length((long)milliseconds) : $"{(milliseconds / 86_400_000).ToString("F1", CultureInfo.InvariantCulture)} days";
    }

    private static string Length(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds).ToString("g", CultureInfo.InvariantCulture);
}
