using System.Diagnostics;
using OpenTelemetry.Trace;
using PerfMonitor.Testing;

namespace PerfMonitor.ServiceDefaults.Tests.Telemetry;

public sealed class TraceStartTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Traces_every_request_of_a_quiet_system()
    {
        var start = new TraceStart(10, _clock);

        for (var request = 0; request < 50; request++)
        {
            Assert.Equal(SamplingDecision.RecordAndSample, Decide(start, ActivityKind.Server));
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public void Traces_no_more_than_its_rate_after_a_burst_of_one_second(int seconds)
    {
        var start = new TraceStart(10, _clock);
        var begun = 0;

        for (var request = 0; request < seconds * 1_000; request++)
        {
            begun += Decide(start, ActivityKind.Consumer) == SamplingDecision.RecordAndSample ? 1 : 0;
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(begun, (10 * seconds) + 10, (10 * seconds) + 11);
    }

    [Fact]
    public void Begins_no_trace_with_a_pollers_call_and_spends_nothing_on_it()
    {
        var start = new TraceStart(1, _clock);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(SamplingDecision.Drop, Decide(start, ActivityKind.Client)));
        Assert.Equal(SamplingDecision.RecordAndSample, Decide(start, ActivityKind.Server));
    }

    private static SamplingDecision Decide(TraceStart start, ActivityKind kind) =>
        start.ShouldSample(new SamplingParameters(default, ActivityTraceId.CreateRandom(), "request", kind)).Decision;
}
