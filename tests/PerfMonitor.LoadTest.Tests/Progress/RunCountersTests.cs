using PerfMonitor.LoadTest.Progress;

namespace PerfMonitor.LoadTest.Tests.Progress;

public sealed class RunCountersTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private readonly RunCounters _counters = new(Start, TimeSpan.FromSeconds(10));

    [Fact]
    public void Say_nothing_succeeded_before_the_first_answer()
    {
        var progress = _counters.Read(Start);

        Assert.Equal(
            new ProgressRecord(Start.ToUnixTimeSeconds(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, null, null, null, null, null),
            progress);
    }

    [Fact]
    [Trait("feature", "S0-08")]
    public void Count_only_successes_as_completed()
    {
        End(at: 1, succeeded: true);
        End(at: 1, succeeded: true);
        End(at: 1, succeeded: false);

        var progress = _counters.Read(Start.AddSeconds(1));

        Assert.Equal((2L, 1L), (progress.CompletedRequests, progress.FailedRequests));
        Assert.Equal(66.67, progress.SuccessRate, 2);
    }

    [Fact]
    [Trait("feature", "S0-14")]
    [Trait("feature", "S0-15")]
    [Trait("feature", "S0-17")]
    [Trait("feature", "S0-18")]
    [Trait("feature", "S0-19")]
    [Trait("feature", "S0-20")]
    [Trait("feature", "S0-21")]
    [Trait("feature", "S0-22")]
    [Trait("feature", "S0-39")]
    public void Say_everything_of_a_run_that_is_half_done()
    {
        End(at: 1, succeeded: true);
        End(at: 1, succeeded: true);
        End(at: 1, succeeded: false);
        End(at: 4.5, succeeded: true);
        _counters.Begin();

        var progress = _counters.Read(Start.AddSeconds(5));

        Assert.Equal(
            new ProgressRecord(Start.ToUnixTimeSeconds() + 5, 5, 50, 1, 3, 1, 75, CurrentRps: 1, PeakRps: 3, OverallRps: 0.8, 5, 0.005, progress.P50ResponseSeconds, progress.P95ResponseSeconds, progress.P99ResponseSeconds, 0.005),
            progress);
        Assert.All([progress.P50ResponseSeconds, progress.P95ResponseSeconds, progress.P99ResponseSeconds], seconds => Assert.Equal(0.005, seconds!.Value, 0.005 / 64));
    }

    [Fact]
    public void Know_who_is_waiting_for_an_answer()
    {
        _counters.Begin();
        _counters.Begin();
        _counters.Begin();
        _counters.End(Start, TimeSpan.Zero, succeeded: true);
        _counters.Abandon();

        Assert.Equal(1, _counters.Read(Start).ActiveUsers);
        Assert.Equal(1, _counters.Read(Start).CompletedRequests);
    }

    [Fact]
    public void Tell_the_last_second_from_the_peak_and_from_the_whole()
    {
        for (var i = 0; i < 30; i++)
        {
            End(at: 1 + (i * 0.01), succeeded: true);
        }

        Assert.Equal((30.0, 30.0), Rates(at: 1.3));
        Assert.Equal((30.0, 30.0), Rates(at: 1.9));
        Assert.Equal((0.0, 30.0), Rates(at: 2.4));
        Assert.Equal((0.0, 30.0), Rates(at: 9));
        Assert.Equal(30 / 9.0, _counters.Read(Start.AddSeconds(9)).OverallRps, 6);
    }

    [Theory]
    [InlineData(0, 0, 10)]
    [InlineData(4.5, 45, 5.5)]
    [InlineData(10, 100, 0)]
    [InlineData(11, 100, 0)]
    [Trait("feature", "S0-16")]
    [Trait("feature", "S0-23")]
    public void Estimate_progress_and_end_from_the_plan(double elapsed, double percent, double remaining)
    {
        var progress = _counters.Read(Start.AddSeconds(elapsed));

        Assert.Equal(percent, progress.ProgressPercent, 6);
        Assert.Equal(remaining, progress.EstimatedCompletion, 6);
    }

    private void End(double at, bool succeeded)
    {
        _counters.Begin();
        _counters.End(Start.AddSeconds(at), TimeSpan.FromMilliseconds(5), succeeded);
    }

    private (double Current, double Peak) Rates(double at)
    {
        var progress = _counters.Read(Start.AddSeconds(at));
        return (progress.CurrentRps, progress.PeakRps);
    }
}
