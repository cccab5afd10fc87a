using PerfMonitor.Analysis.Baselines;
using PerfMonitor.Analysis.Significance;

namespace PerfMonitor.Analytics.Baselines;

/// <summary>Takes a baseline: measures the components over the range, and refuses a range that says too little.</summary>
internal sealed class BaselineTaking(ComponentReader reader)
{
    /// <summary>The baseline, not stored yet; or why the range is none. A component of no role may lack samples, and says so later.</summary>
    public async Task<(Baseline? Baseline, string Reason)> TakeAsync(BaselinePlan plan, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var readings = await reader.ReadAsync(plan.Components, plan.Grid, plan.Run, cancellationToken);
        var judged = readings.Any(static reading => reading.Component.Role != ComponentRole.Other)
            ? readings.Where(static reading => reading.Component.Role != ComponentRole.Other)
            : readings;
        var enough = Sufficiency.Of(judged.Select(static reading => (reading.Component.Name, (IReadOnlyList<double>)reading.Samples)), MannWhitney.MinimumSamples);
        if (!enough.IsEnough)
        {
            var failed = readings.Where(static reading => reading.Error is not null).Select(static reading => $"{reading.Component.Name}: {reading.Error}").ToList();
            return (null, failed.Count == 0 ? enough.Reason : $"{enough.Reason}; {string.Join("; ", failed)}");
        }

        var baseline = new Baseline
        {
            Name = plan.Name,
            CreatedAt = now,
            CreatedBy = by,
            From = plan.From,
            To = plan.To,
            StepSeconds = plan.Step.TotalSeconds,
            Source = plan.Run is null ? BaselineSource.Range : BaselineSource.Run,
            Run = plan.Run,
            Note = plan.Note,
            Components = [.. readings.Select(static reading => BaselineComponent.Of(reading.Component, reading.Samples))],
        };
        return (baseline, enough.Reason);
    }
}
