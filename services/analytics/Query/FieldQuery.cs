using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Query;

/// <summary>Many figures by name, asked as one query: each expression gives one value without labels, and is marked with its name.</summary>
internal sealed class FieldQuery(QueryRunner runner)
{
    private const string FieldLabel = "field";

    /// <summary>The expression that asks for all of them.</summary>
    public static PromQuery Combine(IEnumerable<(string Field, string Expression)> figures) => PromQuery.Parse(
        string.Join("\nor ", figures.Select(static figure => $"""label_replace({figure.Expression}, "{FieldLabel}", "{figure.Field}", "", "")""")));

    /// <summary>The figures that are there and numbers; what was not measured is absent.</summary>
    /// <exception cref="PromQueryException">The query exceeds a bound.</exception>
    /// <exception cref="HistoryUnavailableException">The history does not answer.</exception>
    public async Task<Dictionary<string, double>> AskAsync(PromQuery combined, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var outcome = await runner.InstantAsync(combined, at.ToUnixTimeMilliseconds(), QueryBounds.None, cancellationToken);
        return ((VectorValue)outcome.Result.Value).Samples
            .Where(static sample => double.IsFinite(sample.Value))
            .ToDictionary(static sample => sample.Labels[FieldLabel]!, static sample => sample.Value);
    }
}
