using System.Text.Json;
using Microsoft.Extensions.Options;
using PerfMonitor.Web.Live.Prometheus;

namespace PerfMonitor.Web.StatusPage;

/// <summary>
/// Holds what the status page says, so that many readers cost as much as one: it is asked anew when somebody reads and what is held
/// is old. While a service is away the last is shown on, with its time.
/// </summary>
internal sealed class StatusBoard(ITargetList targets, IPrometheus prometheus, MaintenanceBoard maintenance, IOptions<StatusPageOptions> options, TimeProvider time, ILogger<StatusBoard> log) : IDisposable
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(15);

    /// <summary>Ninety days are read for these.</summary>
    private static readonly TimeSpan DaysFreshFor = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Readers wait no longer for one that asks already.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _asking = new(1);
    private volatile Held _held = new(null, DateTimeOffset.MinValue);
    private IReadOnlyList<PrometheusSeries> _days = [];
    private DateTimeOffset _daysAskedAt = DateTimeOffset.MinValue;

    /// <summary>The status; null while nothing could be asked since this process started.</summary>
    public async Task<PublicStatus?> ReadAsync(CancellationToken cancellation)
    {
        if (IsFresh() || !await _asking.WaitAsync(_held.Status is null ? Patience : TimeSpan.Zero, cancellation))
            return _held.Status;
        try
        {
            if (!IsFresh())
                _held = await AskAsync(cancellation);
        }
        finally
        {
            _asking.Release();
        }

        return _held.Status;
    }

    public void Dispose() => _asking.Dispose();

    private bool IsFresh() => time.GetUtcNow() - _held.AskedAt < FreshFor;

    private async Task<Held> AskAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        try
        {
            var all = await targets.ListAsync(cancellation);
            var shown = all.Where(target => target.Tags.Contains(options.Value.Tag, StringComparer.OrdinalIgnoreCase)).ToList();
            var figures = await FiguresAsync(now, cancellation);
            var underWay = await maintenance.ReadAsync(shown, figures.Now, cancellation);
            return new Held(StatusComposer.Compose(options.Value.Title, shown, figures, underWay, now), now);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // A failure is not asked again at once either: who is away gets no more questions than who is there.
            log.StatusUnknown(failure.Message);
            return _held with { AskedAt = now };
        }
    }

    private async Task<StatusFigures> FiguresAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var current = await InstantAsync(StatusQueries.Now, now, cancellation);
        if (now - _daysAskedAt >= DaysFreshFor || now.UtcDateTime.Date != _daysAskedAt.UtcDateTime.Date)
        {
            var tomorrow = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
            _days = Series(await prometheus.QueryRangeAsync(
                StatusQueries.EachDay, tomorrow.AddDays(1 - StatusQueries.Days), tomorrow, TimeSpan.FromDays(1), QueryTimeout, cancellation));
            _daysAskedAt = now;
        }

        return new StatusFigures(
            current,
            await InstantAsync(StatusQueries.Response, now, cancellation),
            await InstantAsync(StatusQueries.LastDay, now, cancellation),
            current.Any(series => series.Last < 1) ? await InstantAsync(StatusQueries.LastWell, now, cancellation) : [],
            _days);
    }

    private async Task<IReadOnlyList<PrometheusSeries>> InstantAsync(string query, DateTimeOffset at, CancellationToken cancellation) =>
        Series(await prometheus.QueryAsync(query, at, QueryTimeout, cancellation));

    private static IReadOnlyList<PrometheusSeries> Series(PrometheusAnswer answer) => answer switch
    {
        PrometheusAnswer.Success success => PrometheusSeries.ReadAll(success.Result),
        PrometheusAnswer.Refused refused => throw new HttpRequestException(refused.Reason),
        PrometheusAnswer.Away away => throw new HttpRequestException(away.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "not an answer"),
    };

    private sealed record Held(PublicStatus? Status, DateTimeOffset AskedAt);
}
