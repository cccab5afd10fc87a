using PerfMonitor.PromQL;

namespace PerfMonitor.Bench.PromQlDifferential;

internal enum TrialOutcome
{
    Equal,
    Excluded,
    Different,
}

/// <summary>A query asked on both sides.</summary>
/// <param name="Outcome">How it went.</param>
/// <param name="Reason">Why it is excluded, or what differs.</param>
/// <param name="Ours">Our answer.</param>
/// <param name="Theirs">Prometheus' answer.</param>
internal sealed record TrialResult(TrialOutcome Outcome, string Reason, Answer Ours, Answer Theirs);

/// <summary>Asks both sides and judges: the same, the same but for what is known to be otherwise in 2.42, or different.</summary>
/// <param name="prometheus">Asks Prometheus.</param>
/// <param name="data">The data both sides hold.</param>
internal sealed class Trial(Func<DifferentialQuery, Task<Answer>> prometheus, IReadOnlyList<DataSample> data)
{
    private readonly MemorySeriesSource _source = DifferentialData.Source(data);
    private readonly IReadOnlyList<MemorySeriesSource> _moved = Conditioning.Moved(data);

    public async Task<TrialResult> RunAsync(DifferentialQuery query)
    {
        var theirs = await prometheus(query);
        var ours = await OurEngine.AskAsync(query, _source);
        bool isOrdered = !query.IsRange && KnownDifferences.NamesOrder(query.Text);
        if (AnswerComparison.Difference(ours, theirs, isOrdered) is not { } difference) return new(TrialOutcome.Equal, "", ours, theirs);
        if (KnownDifferences.Find(query, ours, theirs) is { } known) return new(TrialOutcome.Excluded, known, ours, theirs);
        if (ours.ErrorType is null && theirs.ErrorType is null && Conditioning.MayRound(query.Text))
        {
            var conditioning = await Conditioning.OfAsync(query, ours, _moved);
            if (conditioning.DecidesByRounding || AnswerComparison.Difference(ours, theirs, isOrdered, conditioning.Slack) is null)
            {
                return new(TrialOutcome.Excluded, KnownDifferences.Rounding, ours, theirs);
            }
        }

        return new(TrialOutcome.Different, difference, ours, theirs);
    }
}
