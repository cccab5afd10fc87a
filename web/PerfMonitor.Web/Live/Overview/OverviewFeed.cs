using System.Threading.Channels;
using Microsoft.Extensions.Options;
using PerfMonitor.Web.Live.Alerts;
using PerfMonitor.Web.Live.Appraisal;
using PerfMonitor.Web.Live.Clients;
using PerfMonitor.Web.Live.Prometheus;

namespace PerfMonitor.Web.Live.Overview;

/// <summary>
/// Composes one frame of the overview per interval for all clients, and nothing while there are none. While analytics is
/// away the frames go on with the last numbers, marked as stale.
/// </summary>
internal sealed class OverviewFeed(
    IPrometheus prometheus, IAppraiser appraiser, AlertBoard alerts, LiveHub hub, IOptions<LiveOptions> options, TimeProvider time, ILogger<OverviewFeed> log)
    : BackgroundService
{
    /// <summary>A frame that waits for analytics is late by this much at most, so that frames stay less than 2 s apart.</summary>
    private static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(1.5);

    /// <summary>A frame younger than this serves new clients at once.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(1.5);

    /// <summary>Scores and comparisons rest on minutes, and change slowly.</summary>
    private static readonly TimeSpan JudgementInterval = TimeSpan.FromSeconds(5);

    // True for a tick, false for a wake-up; a second one of either kind that is not yet seen adds nothing.
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(2) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly OverviewHistory _history = new();
    private OverviewState? _last;
    private Staleness? _stale;
    private double? _uptime;
    private Task<PrometheusAnswer>? _askingUptime;
    private DateTimeOffset _uptimeAskedAt = DateTimeOffset.MinValue;
    private Judgement? _judgement;
    private Task<Judgement>? _askingJudgement;
    private DateTimeOffset _judgementAskedAt = DateTimeOffset.MinValue;

    /// <summary>A client waits for its first frame.</summary>
    public void Wake() => _signals.Writer.TryWrite(false);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var timer = time.CreateTimer(_ => _signals.Writer.TryWrite(true), null, options.Value.Interval, options.Value.Interval);
        await foreach (var tick in _signals.Reader.ReadAllAsync(stoppingToken))
        {
            if (!hub.Clients.Any(client => client.Overview != OverviewWish.Off))
                continue;
            var fresh = _last is not null && time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(_last.Timestamp) < FreshFor;
            if (tick || !fresh)
            {
                _last = await ComposeAsync(stoppingToken);
                Deliver(_last, toAll: true);
            }
            else
            {
                Deliver(_last!, toAll: false);
            }
        }
    }

    private async Task<OverviewState> ComposeAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();

        // Whole seconds, so that points of the history and of later frames fall on the same times.
        var second = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        KeepUptime(now, cancellation);
        KeepJudgement(now, cancellation);
        var asking = prometheus.QueryAsync(OverviewQueries.EachSecond, second, QueryTimeout, cancellation);
        if (SinceNewestPoint(second) > 3 * options.Value.Interval)
            await LoadHistoryAsync(second, cancellation);

        var reading = _last?.Reading;
        switch (await asking)
        {
            case PrometheusAnswer.Success answer:
                reading = OverviewComposer.Compose(
                    second.ToUnixTimeMilliseconds(), PrometheusSeries.ReadAll(answer.Result), _uptime, hub.Count, _judgement?.Scores);
                _history.Add(reading.Point);
                SetFresh();
                break;
            case PrometheusAnswer.Refused refused:
                SetStale(now, refused.Reason);
                break;
            case PrometheusAnswer.Away away:
                SetStale(now, away.Reason);
                break;
        }

        return new OverviewState(now.ToUnixTimeMilliseconds(), reading, alerts.Active, _stale, _judgement);
    }

    private TimeSpan SinceNewestPoint(DateTimeOffset second) => _history.Points is [.., var newest]
        ? second - DateTimeOffset.FromUnixTimeMilliseconds(newest.Timestamp)
        : TimeSpan.MaxValue;

    /// <summary>Reads the last minute back, since nobody watched until now or analytics was away.</summary>
    private async Task LoadHistoryAsync(DateTimeOffset second, CancellationToken cancellation)
    {
        var step = TimeSpan.FromSeconds(1);
        var answer = await prometheus.QueryRangeAsync(
            OverviewQueries.History, second - (OverviewHistory.Capacity * step) + step, second - step, step, QueryTimeout, cancellation);
        if (answer is PrometheusAnswer.Success success)
            _history.Reload(OverviewComposer.ComposeHistory(PrometheusSeries.ReadAll(success.Result)), second.ToUnixTimeMilliseconds());
    }

    // Beside the frames: none of them waits for a day of samples to be read.
    private void KeepUptime(DateTimeOffset now, CancellationToken cancellation)
    {
        if (_askingUptime is { IsCompletedSuccessfully: true } asked)
        {
            if (asked.Result is PrometheusAnswer.Success answer)
                _uptime = PrometheusSeries.ReadAll(answer.Result) is [var series, ..] ? series.Last : null;
            _askingUptime = null;
        }

        if (_askingUptime is null && now - _uptimeAskedAt >= OverviewQueries.SlowInterval)
        {
            _uptimeAskedAt = now;
            _askingUptime = prometheus.QueryAsync(OverviewQueries.Uptime, now, OverviewQueries.SlowInterval, cancellation);
        }
    }

    // Beside the frames too: a comparison reads minutes of several series.
    private void KeepJudgement(DateTimeOffset now, CancellationToken cancellation)
    {
        if (_askingJudgement is { IsCompletedSuccessfully: true } asked)
            (_judgement, _askingJudgement) = (asked.Result, null);

        if (_askingJudgement is null && now - _judgementAskedAt >= JudgementInterval)
        {
            _judgementAskedAt = now;
            _askingJudgement = appraiser.AskAsync(cancellation);
        }
    }

    private void SetStale(DateTimeOffset now, string reason)
    {
        if (_stale is null)
            log.OverviewStale(reason);
        _stale = new Staleness(_stale?.Since ?? now, reason);
    }

    private void SetFresh()
    {
        if (_stale is not null)
            log.OverviewFresh(time.GetUtcNow() - _stale.Since);
        _stale = null;
    }

    private void Deliver(OverviewState state, bool toAll)
    {
        Frame? first = null, next = null;
        foreach (var client in hub.Clients)
        {
            if (client.SnapshotSent())
                hub.Offer(client, first ??= OverviewFrames.First(state, _history.Points));
            else if (toAll && client.Overview == OverviewWish.On)
                hub.Offer(client, next ??= OverviewFrames.Next(state));
        }
    }
}
