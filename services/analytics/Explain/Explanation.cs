using PerfMonitor.Analysis.Explanation;
using PerfMonitor.Analysis.Recommendations;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Explain;

/// <summary>An explanation, before it is written as JSON.</summary>
internal sealed record Explanation(
    string Name,
    LabelSet Labels,
    DateTimeOffset At,
    TimeGrid Grid,
    Movement? Movement,
    IReadOnlyList<ExplainedMover> Movers,
    CoMovementResult Search,
    Candidates Candidates,
    string? CandidatesError,
    IReadOnlyList<NearbyChange> Changes,
    IReadOnlyList<NearbyAnomaly> Anomalies,
    AlertResponse? Response,
    string Text);

/// <summary>A series that moved along, as the API shows it.</summary>
/// <param name="Query">PromQL that shows it in a chart: the series, or the rate of a counter.</param>
/// <param name="Labels">Its labels, the metric's name among them.</param>
/// <param name="Strength">How alike the movements are, 0 to 1.</param>
/// <param name="Share">The share of the movement it accounts for on its own; shares overlap.</param>
/// <param name="LeadSeconds">By how much it moved earlier; negative where it followed.</param>
/// <param name="Inverse">Whether it fell where the other rose.</param>
/// <param name="ExpectedByChance">How many series as alike there would be by chance.</param>
/// <param name="Before">Its median before; per step, for a counter. Null where it cannot be told.</param>
/// <param name="Extreme">Its value furthest from that around the moment.</param>
internal sealed record ExplainedMover(
    string Query, IReadOnlyDictionary<string, string> Labels, double Strength, double Share, double LeadSeconds, bool Inverse, double ExpectedByChance, double? Before, double? Extreme)
{
    public static ExplainedMover Of(LabelSet labels, bool isCounter, CoMover mover, Movement? movement, TimeGrid grid) => new(
        isCounter ? $"rate({SeriesText.Format(labels)}[{Math.Max(1, 4 * grid.StepMs / 1_000)}s])" : SeriesText.Format(labels),
        labels.ToDictionary(static label => label.Name, static label => label.Value),
        mover.Strength,
        mover.Share,
        mover.LeadPoints * grid.StepMs / 1_000.0,
        mover.IsInverse,
        mover.ExpectedByChance,
        movement?.Before,
        movement?.Extreme);
}
