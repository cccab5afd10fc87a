using PerfMonitor.Ingestion.Admission;

namespace PerfMonitor.Ingestion.Tests;

public sealed class TimeWindowTests
{
    private static readonly TimeWindow Window = TimeWindow.Around(DateTimeOffset.FromUnixTimeMilliseconds(OtlpText.NowMs), new AdmissionOptions());

    [Theory]
    [InlineData(0, "")]
    [InlineData(-86_400_000, "")]
    [InlineData(-86_400_001, "TooOld")]
    [InlineData(600_000, "")]
    [InlineData(600_001, "TooFarInFuture")]
    public void Takes_a_day_back_and_ten_minutes_ahead(long offsetMs, string reason) =>
        Assert.Equal(reason, Window.Check(OtlpText.NowMs + offsetMs)?.Reason.ToString() ?? "");

    [Theory]
    [InlineData(OtlpText.NowMs - 90_000_000, "2026-01-04T11:00:00.000Z lies 1.0 days back, at most 1:0:00:00 are taken")]
    [InlineData(OtlpText.NowMs + 3_600_000, "2026-01-05T13:00:00.000Z lies 1:00:00 ahead, at most 0:10:00 are taken")]
    [InlineData(OtlpText.NowMs / 1_000, "1970-01-21T11:00:14.400Z lies 20438.0 days back, at most 1:0:00:00 are taken; timestamps are milliseconds, this looks like seconds")]
    [InlineData(long.MinValue, "-9223372036854775808 lies 106752011625.8 days back, at most 1:0:00:00 are taken")]
    [InlineData(OtlpText.NowMs * 1_000_000, "1767614400000000000 lies 20458479541.5 days ahead, at most 0:10:00 are taken; timestamps are milliseconds, this looks like micro- or nanoseconds")]
    public void Says_when_and_how_far(long timestampMs, string detail) => Assert.Equal(detail, Window.Check(timestampMs)?.Detail);
}
