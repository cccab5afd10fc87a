using Microsoft.Extensions.Options;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Query;

/// <summary>Runs queries over history and live windows, a bounded number at a time.</summary>
internal sealed class QueryRunner(SampleReader reader, IOptions<QueryOptions> options) : IDisposable
{
    /// <summary>Most steps that a long query is answered at in one piece.</summary>
    public const int SliceSteps = 500;

    private readonly SemaphoreSlim _turns = new(options.Value.Concurrency);

    /// <summary>Answers a query at one moment.</summary>
    public Task<QueryOutcome> InstantAsync(PromQuery query, long atMs, QueryBounds bounds, CancellationToken cancellationToken) =>
        RunAsync(bounds, (source, evaluation, token) => query.InstantAsync(source, atMs, evaluation, token), cancellationToken);

    /// <summary>Answers a query at every step of a range, both ends inclusive.</summary>
    public Task<QueryOutcome> RangeAsync(PromQuery query, long startMs, long endMs, long stepMs, QueryBounds bounds, CancellationToken cancellationToken) =>
        RunAsync(bounds, (source, evaluation, token) => query.RangeAsync(source, startMs, endMs, TimeSpan.FromMilliseconds(stepMs), evaluation, token), cancellationToken);

    /// <summary>Answers a query at some steps of a range.</summary>
    public Task<QueryOutcome> SliceAsync(PromQuery query, RangeSlice slice, QueryBounds bounds, CancellationToken cancellationToken) =>
        RunAsync(bounds, (source, evaluation, token) => query.SliceAsync(source, slice, evaluation, token), cancellationToken);

    /// <summary>Does something within the bounds of a query: when it has its turn, and no longer than its time-out, which it is told.</summary>
    /// <exception cref="PromTimeoutException">The time is over.</exception>
    public async Task<T> InTurnAsync<T>(QueryBounds bounds, Func<TimeSpan, CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        var timeout = bounds.Timeout is { } asked && asked < options.Value.Timeout ? asked : options.Value.Timeout;
        if (timeout <= TimeSpan.Zero)
        {
            throw new PromTimeoutException(timeout, "Query:Timeout");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            await _turns.WaitAsync(limit.Token);
            try
            {
                return await run(timeout, limit.Token);
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new PromTimeoutException(timeout, "Query:Timeout");
        }
    }

    public void Dispose() => _turns.Dispose();

    private Task<QueryOutcome> RunAsync(
        QueryBounds bounds, Func<HistorySource, EvaluationOptions, CancellationToken, Task<QueryResult>> run, CancellationToken cancellationToken) =>
        InTurnAsync(
            bounds,
            async (timeout, token) =>
            {
                var source = new HistorySource(reader);
                try
                {
                    var evaluation = options.Value.Evaluation(timeout) with { LookBack = bounds.LookBack ?? options.Value.LookBack };
                    return new QueryOutcome(await run(source, evaluation, token), source);
                }
                finally
                {
                    source.Release();
                }
            },
            cancellationToken);
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
