using Microsoft.Extensions.Options;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Query;

/// <summary>Runs queries over history and live windows, a bounded number at a time.</summary>
internal sealed class QueryRunner(SampleReader reader, IOptions<QueryOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.Value.Concurrency);

    /// <summary>Answers a query at one moment.</summary>
    public Task<QueryOutcome> InstantAsync(PromQuery query, long atMs, QueryBounds bounds, CancellationToken cancellationToken) =>
        RunAsync(bounds, (source, evaluation, token) => query.InstantAsync(source, atMs, evaluation, token), cancellationToken);

    /// <summary>Answers a query at every step of a range, both ends inclusive.</summary>
    public Task<QueryOutcome> RangeAsync(PromQuery query, long startMs, long endMs, long stepMs, QueryBounds bounds, CancellationToken cancellationToken) =>
        RunAsync(bounds, (source, evaluation, token) => query.RangeAsync(source, startMs, endMs, TimeSpan.FromMilliseconds(stepMs), evaluation, token), cancellationToken);

    public void Dispose() => _turns.Dispose();

    private async Task<QueryOutcome> RunAsync(
        QueryBounds bounds, Func<HistorySource, EvaluationOptions, CancellationToken, Task<QueryResult>> run, CancellationToken cancellationToken)
    {
        var timeout = bounds.Timeout is { } asked && asked < options.Value.Timeout ? asked : options.Value.Timeout;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        await _turns.WaitAsync(limit.Token);
        var source = new HistorySource(reader);
        try
        {
            var evaluation = new EvaluationOptions
            {
                Timeout = timeout,
                LookBack = bounds.LookBack ?? options.Value.LookBack,
                MaxSamples = options.Value.MaxSamples,
                MaxSeries = options.Value.MaxSeries,
                MaxSteps = options.Value.MaxPoints + 1,
            };
            return new QueryOutcome(await run(source, evaluation, limit.Token), source);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new PromTimeoutException(timeout);
        }
        finally
        {
            source.Release();
            _turns.Release();
        }
    }
}

/// <summary>What a request asks to bound its query with.</summary>
internal sealed record QueryBounds(TimeSpan? Timeout, TimeSpan? LookBack)
{
    public static QueryBounds None { get; } = new(null, null);
}

/// <summary>The result of a query, and the source it was read from.</summary>
internal sealed record QueryOutcome(QueryResult Result, HistorySource Source)
{
    public IReadOnlyList<string> Warnings => [.. Source.Remarks.Warnings, .. Result.Warnings];

    public IReadOnlyList<string> Infos => [.. Source.Remarks.Infos, .. Result.Infos];
}
