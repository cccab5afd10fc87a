using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Delivery;

/// <summary>
/// Sends the notifications of one channel. A notification is marked as being sent before it is, and settled after; a process that dies
/// in between leaves the mark, and when its lease is over the notification is sent again under the same id.
/// </summary>
internal sealed class Deliverer(
    IReceiver receiver,
    INotificationQueue queue,
    IOptions<DeliveryOptions> options,
    TimeProvider clock,
    AlertingMetrics metrics,
    ILogger<Deliverer> logger)
{
    private static readonly ActivitySource Source = new(AlertingMetrics.Name);

    private readonly DeliveryOptions _options = options.Value;

    // What is being sent, or was and is not recorded yet; bounded by the places of the loop. While the database is away leases run out.
    private readonly ConcurrentDictionary<Guid, bool> _underWay = new();
    private bool _waits;
    private bool _hasBegun;

    public string Channel => receiver.Name;

    /// <summary>The right to send what is due, for as many as there are free places.</summary>
    public async Task<IReadOnlyList<Claim>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        if (!_hasBegun)
        {
            // Channels are mended in the settings, which are read at the start.
            await queue.ForgetLossesAsync(receiver.Name, cancellationToken);
            _hasBegun = true;
        }

        var now = clock.GetUtcNow();
        Guid[] underWay = [.. _underWay.Keys];
        var limit = _options.LimitOf(receiver);
        if (limit is null && receiver.DigestEvery is null)
        {
            return await queue.ClaimAsync(receiver.Name, most, criticalOnly: false, now, _options.Lease, underWay, cancellationToken);
        }

        var pace = Pacing.Decide(limit, await queue.TrafficAsync(receiver.Name, now - (limit?.Per ?? TimeSpan.Zero), now, cancellationToken), most, now);
        Notice(pace);
        switch (pace)
        {
            case Pace.OneByOne alone:
                return alone.Most == 0 ? [] : await queue.ClaimAsync(receiver.Name, alone.Most, alone.CriticalOnly, now, _options.Lease, underWay, cancellationToken);
            case Pace.Together when await queue.ClaimDigestAsync(receiver.Name, now, _options.Lease, underWay, cancellationToken) is { Parts.Count: > 0 } digest:
                var why = limit is null || receiver.DigestEvery is not null ? "this channel is told in digests" : $"the channel is limited to {limit.Most} messages in {Pipeline.Text.Of(limit.Per)}";
                return [Digest.Claim(digest, why)];
            default:
                return [];
        }
    }

    // Said once when a channel begins to be held back, not at every look.
    private void Notice(Pace pace)
    {
        if (pace is Pace.Wait && !_waits)
        {
            Log.ChannelLimited(logger, receiver.Name, pace.Reason);
        }

        _waits = pace is Pace.Wait;
    }

    /// <summary>One attempt, and what came of it written down. Not cancelled when the service stops: what is half sent would be sent twice; the attempt's own time limit holds.</summary>
    public async Task SendAsync(Claim claim)
    {
        var sent = claim.Parts.Count == 0 ? [claim.Notification.Id] : claim.Parts.Select(static part => part.Notification.Id).ToList();
        sent.ForEach(id => _underWay[id] = true);
        try
        {
            await SendAndRecordAsync(claim);
        }
        finally
        {
            sent.ForEach(id => _underWay.TryRemove(id, out _));
        }
    }

    private async Task SendAndRecordAsync(Claim claim)
    {
        using var activity = Source.StartActivity($"notify {receiver.Name}", ActivityKind.Client);
        activity?.SetTag("alerting.channel", receiver.Name);
        activity?.SetTag("alerting.notification", claim.Notification.Id);
        var start = clock.GetTimestamp();
        var outcome = claim.Needless is { } needless ? new Outcome.Delivered(needless) : await AttemptAsync(claim.News!);
        var settlement = Settlement.After(outcome, claim.Attempt, clock.GetElapsedTime(start), _options, clock.GetUtcNow());
        activity?.SetTag("alerting.status", settlement.Status.ToString());
        if (settlement.Status != NotificationStatus.Delivered)
        {
            activity?.SetStatus(ActivityStatusCode.Error, settlement.Reason);
        }

        if (!await RecordAsync(claim, settlement))
        {
            Log.LeaseLost(logger, claim.Notification.Id, receiver.Name);
            return;
        }

        metrics.Attempted(claim, settlement);
        Report(claim, settlement);
    }

    // Trying goes on beyond the lease, because nobody can have taken over while the database was away, and this instance does not. It keeps its place of the
    // loop meanwhile, so that no more than those are sent and not recorded.
    private Task<bool> RecordAsync(Claim claim, Settlement settlement) => Recording.RunAsync(
        $"The record of notification {claim.Notification.Id}", over => queue.RecordAsync(claim, settlement, over), Recording.Endless, clock, logger);

    private async Task<Outcome> AttemptAsync(Pipeline.Notification notification)
    {
        if (receiver.Off is { } off)
        {
            return new Outcome.Rejected(off);
        }

        using var timeout = new CancellationTokenSource(_options.Timeout, clock);
        try
        {
            // The address of a webhook is a secret; the HTTP client's own trace would show it.
            using var quiet = SuppressInstrumentationScope.Begin();
            return await receiver.SendAsync(notification, timeout.Token);
        }
        catch (OperationCanceledException)
        {
            return new Outcome.RetryLater($"no answer within {Pipeline.Text.Of(_options.Timeout)}");
        }
        catch (Exception unexpected) when (unexpected is not OutOfMemoryException)
        {
            // A receiver classifies what it expects; anything else must not stop the channel, and is tried again within the bound.
            return new Outcome.RetryLater($"{unexpected.GetType().Name}: {unexpected.Message}");
        }
    }

    private void Report(Claim claim, Settlement settlement)
    {
        if (settlement.PausedUntil is { } until)
        {
            Log.ChannelPaused(logger, receiver.Name, until, settlement.Reason);
        }

        if (settlement.Status == NotificationStatus.Delivered)
        {
            Log.Delivered(logger, claim.Notification.Id, receiver.Name, claim.Attempt);
        }
        else if (settlement.IsLost)
        {
            Log.DeliveryLost(logger, claim.Notification.Id, receiver.Name, settlement.Status.ToString(), settlement.Reason);
        }
        else
        {
            Log.DeliveryPostponed(logger, claim.Notification.Id, receiver.Name, claim.Attempt, settlement.NextAttemptAt, settlement.Reason);
        }
    }
}
