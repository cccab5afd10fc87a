using System.Collections.Concurrent;
using PerfMonitor.Analysis.Slo;

namespace PerfMonitor.Analytics.Slo;

/// <summary>Judges an objective by what has been counted, and remembers why counting failed last.</summary>
internal sealed class ObjectiveJudging(ObjectiveStore store)
{
    // By name; bounded by the objectives there are.
    private readonly ConcurrentDictionary<string, string> _errors = [];

    public async Task<ObjectiveStatus> JudgeAsync(StoredObjective objective, CancellationToken cancellationToken)
    {
        var promise = objective.Definition.Objective;
        List<TimeSpan> spans = [promise.Window, .. BurnWindow.Default.SelectMany(static window => (TimeSpan[])[window.LongSpan, window.ShortSpan])];
        var counts = await store.CountAsync(objective, spans, cancellationToken);
        return ObjectiveStatus.Of(promise, counts.Of, counts.Known);
    }

    /// <summary>Why the newest slots could not be counted; null where they could, or another instance counts.</summary>
    public string? ErrorOf(string name) => _errors.GetValueOrDefault(name);

    /// <summary>Takes note of how counting went; returns whether that changed.</summary>
    public bool Counted(string name, string? error)
    {
        var before = ErrorOf(name);
        if (error is null)
        {
            _errors.TryRemove(name, out _);
        }
        else
        {
            _errors[name] = error;
        }

        return before != error;
    }

    /// <summary>Forgets objectives that are no more.</summary>
    public void Keep(IReadOnlyCollection<string> names)
    {
        foreach (var gone in _errors.Keys.Except(names))
        {
            _errors.TryRemove(gone, out _);
        }
    }
}
