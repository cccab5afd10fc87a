using System.Diagnostics;
using OpenTelemetry.Trace;

namespace PerfMonitor.ServiceDefaults;

/// <summary>
/// Decides whether a trace begins; what follows in a trace is decided by its beginning. At most so many begin a second, after a burst of one
/// second's worth: on a quiet system every request is traced, and under load tracing costs no more than that (generic cell rate algorithm,
/// ITU-T I.371). A call to a database or another service that no request or message caused is a poller's, and begins none.
/// </summary>
internal sealed class TraceStart : Sampler
{
    private readonly TimeProvider _clock;
    private readonly long _ticksPerTrace;
    private readonly long _burstTicks;
    private long _nextDue;

    public TraceStart(int perSecond, TimeProvider clock)
    {
        _clock = clock;
        _burstTicks = clock.TimestampFrequency;
        _ticksPerTrace = clock.TimestampFrequency / perSecond;
        _nextDue = clock.GetTimestamp() - _burstTicks;
        Description = $"TraceStart{{{perSecond}/s}}";
    }

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        if (samplingParameters.Kind == ActivityKind.Client)
        {
            return new SamplingResult(SamplingDecision.Drop);
        }

        var now = _clock.GetTimestamp();
        while (true)
        {
            var due = Volatile.Read(ref _nextDue);
            if (due > now)
            {
                return new SamplingResult(SamplingDecision.Drop);
            }

            var next = Math.Max(due, now - _burstTicks) + _ticksPerTrace;
            if (Interlocked.CompareExchange(ref _nextDue, next, due) == due)
            {
                return new SamplingResult(SamplingDecision.RecordAndSample);
            }
        }
    }
}
