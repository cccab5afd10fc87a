using System.Collections.Concurrent;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.Ingestion.Targets;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Probing;

/// <summary>Turns results into samples, counting failures by target and reason. Bounded by the number of targets.</summary>
internal sealed class ProbeRecorder(OwnSamples samples, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, Memory> _records = new();

    public void Record(Target target, ProbeResult result)
    {
        var record = _records.GetOrAdd(target.Id, static _ => new Memory());
        lock (record)
        {
            if (result.Failure is { } failure)
            {
                record.Failures[failure] = record.Failures.GetValueOrDefault(failure) + 1;
            }

            record.Latest = [.. ProbeFigures.Of(result, record.Failures)];
            samples.Offer(record.Latest, ProbeFigures.Labels(target), result.FinishedAt);
        }
    }

    /// <summary>Ends a target's series: it is not probed any more, or under other labels.</summary>
    public void End(Target target)
    {
        if (_records.TryRemove(target.Id, out var record))
        {
            lock (record)
            {
                samples.Offer(record.Latest.Select(figure => figure with { Value = StaleMarker.Value }), ProbeFigures.Labels(target), clock.GetUtcNow());
            }
        }
    }

    private sealed class Memory
    {
        public Dictionary<ProbeFailure, long> Failures { get; } = [];

        public List<Figure> Latest { get; set; } = [];
    }
}
