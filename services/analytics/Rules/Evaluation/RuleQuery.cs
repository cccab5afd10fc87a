using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Rules;

/// <summary>Asks a rule's expression. Rules do not wait behind people's queries; the runner bounds how many run at a time.</summary>
internal sealed class RuleQuery(SampleReader reader, IOptions<RuleOptions> options, IOptions<QueryOptions> query, ILogger<RuleQuery> logger)
{
    /// <summary>Reads for several expressions, each asked at its moment, what they have in common; to be released by the caller.</summary>
    public async Task<TurnSamples> ReadTogetherAsync(IEnumerable<(RuleExpression Expression, DateTimeOffset At)> asked, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.Timeout);
        return await TurnSamples.ReadAsync(asked.SelectMany(one => Selections(one.Expression, one.At.ToUnixTimeMilliseconds())), reader, limit.Token);
    }

    /// <summary>The result as a vector, and the source it came from.</summary>
    /// <exception cref="RuleFailedException">The expression is a text, or takes too long.</exception>
    public async Task<(IReadOnlyList<VectorSample> Result, HistorySource Source)> AskAsync(RuleExpression expression, DateTimeOffset at, TurnSamples? samples, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.Timeout);
        var source = new HistorySource(reader, samples is null ? null : samples.Find);
        var evaluation = query.Value.Evaluation(options.Value.Timeout);
        try
        {
            var result = await expression.Query.InstantAsync(source, at.ToUnixTimeMilliseconds(), evaluation, limit.Token);
            return (Vector(result.Value), source);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RuleFailedException($"the evaluation took longer than {options.Value.Timeout} (Rules:Timeout)");
        }
        catch (Exception defect) when (RuleFailure.IsDefect(defect))
        {
            // A defect that one expression brings to light must not stop the other rules, nor the samples.
            logger.RuleDefect(expression.Text, defect);
            throw new RuleFailedException($"internal error: {defect.Message}");
        }
        finally
        {
            source.Release();
        }
    }

    /// <summary>The result of a query that a text asks; null and why where there is none.</summary>
    public async Task<(IReadOnlyList<VectorSample>? Result, string? Error)> TryAskAsync(string text, DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            return ((await AskAsync(RuleExpression.Parse(text), at, samples: null, cancellationToken)).Result, null);
        }
        catch (Exception failure) when (failure is PromQueryException or RuleFailedException or HistoryUnavailableException)
        {
            return (null, failure.Message);
        }
    }

    /// <summary>What an expression selects; nothing where it cannot be asked, which its rule then meets by itself.</summary>
    private IReadOnlyList<SeriesSelection> Selections(RuleExpression expression, long atMs)
    {
        try
        {
            return expression.Query.Selections(atMs, atMs, TimeSpan.Zero, query.Value.Evaluation(options.Value.Timeout));
        }
        catch (Exception failure) when (failure is PromQueryException || RuleFailure.IsDefect(failure))
        {
            return [];
        }
    }

    private static IReadOnlyList<VectorSample> Vector(QueryValue value) => value switch
    {
        VectorValue vector => vector.Samples,
        ScalarValue scalar => [new VectorSample(TimeSeries.LabelSet.Empty, scalar.TimestampMs, scalar.Value)],
        _ => throw new RuleFailedException($"rule result is not a vector or scalar but a {value.ResultType}"),
    };
}
