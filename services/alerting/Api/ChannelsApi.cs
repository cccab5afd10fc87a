using System.Diagnostics;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Contracts;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>Channels: what there is, and a test message.</summary>
internal static class ChannelsApi
{
    public static void MapChannels(this IEndpointRouteBuilder routes)
    {
        var channels = routes.MapGroup("/api/channels");
        channels.MapGet("", ListAsync).RequireAuthorization(Roles.Viewer);
        channels.MapPost("{name}/test", TestAsync).RequireAuthorization(Roles.Admin);
    }

    private static async Task<IResult> ListAsync(Channels all, ChannelFailures failures, TimeProvider clock, CancellationToken cancellationToken)
    {
        // One list throughout: the channels of a file may be replaced meanwhile.
        var channels = all.All;
        var states = await failures.OfAsync([.. channels.Select(static channel => channel.Name)], clock.GetUtcNow(), cancellationToken);
        return TypedResults.Ok(new ChannelListModel([.. channels.Select(channel => Of(channel, states[channel.Name]))]));
    }

    private static ChannelModel Of(IReceiver channel, ChannelState state) => new(
        channel.Name, channel.Kind, channel.Off is null, channel.Off, channel.Off is null ? channel.Destination : null, channel.SendResolved, channel.IsUsable, channel.Problem,
        state.Pending, state.LastError, state.LastErrorAt, state.FailingSince, state.PausedUntil, state.LastDeliveredAt);

    // Straight to the channel, not through the pipeline: this answers whether the channel works, now.
    private static async Task<IResult> TestAsync(
        string name, HttpContext context, Channels channels, ChannelFailures failures, Signals signals, IOptions<DeliveryOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (channels.Find(name) is not { } channel)
        {
            return Problems.NotFound("No such channel", $"'{name}' is no channel; there are {string.Join(", ", channels.All.Select(one => one.Name))}.");
        }

        if (channel.Off is { } off)
        {
            return Problems.Conflict("Channel is off", $"The channel '{name}' is off: {off}.");
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Value.Timeout);
        var start = Stopwatch.GetTimestamp();
        Outcome outcome;
        try
        {
            using var quiet = SuppressInstrumentationScope.Begin();
            outcome = await channel.SendAsync(Sample(name, context.User.Identity!.Name!, clock.GetUtcNow()), timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            outcome = new Outcome.RetryLater($"no answer within {Text.Of(options.Value.Timeout)}");
        }

        if (outcome is Outcome.Delivered)
        {
            await failures.GoOnAsync(name, cancellationToken);
            signals.Channel(name).Signal();
        }

        return TypedResults.Ok(new ChannelTestModel(outcome is Outcome.Delivered, outcome.Reason, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds));
    }

    private static Notification Sample(string channel, string user, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new Notification
        {
            Id = id,
            GroupId = 0,
            GroupKey = "{}:{test}",
            RouteId = "{}",
            GroupLabels = new Dictionary<string, string> { ["alertname"] = "TestNotification" },
            Channel = channel,
            Change = 1,
            Reason = NotifyReason.Test,
            ReasonText = $"{user} asked for a test of this channel",
            Thread = id,
            Stamps = new PathStamps(null, null, null, now),
            Alerts =
            [
                new Alert
                {
                    Fingerprint = "0000000000000000",
                    FiredEventId = id,
                    Name = "TestNotification",
                    RuleGroup = "test",
                    Severity = Severity.Info,
                    Labels = new Dictionary<string, string> { ["alertname"] = "TestNotification", ["severity"] = "info" },
                    Annotations = new Dictionary<string, string> { ["summary"] = "This is a test. Nothing is wrong, and the channel works." },
                    Expression = "vector(1) > 0",
                    Value = 1,
                    Threshold = 0,
                    Comparison = ">",
                    State = AlertState.Firing,
                    ActiveSince = now,
                    StartsAt = now,
                    SampleAt = now,
                    ReceivedAt = now,
                },
            ],
        };
    }
}

internal sealed record ChannelListModel(IReadOnlyList<ChannelModel> Channels);

/// <summary>A channel without its secrets.</summary>
internal sealed record ChannelModel(string Name, string Kind, bool Enabled, string? Off, string? Destination, bool SendResolved, bool Usable, string? Problem, long Pending, string? LastError, DateTimeOffset? LastErrorAt, DateTimeOffset? FailingSince, DateTimeOffset? PausedUntil, DateTimeOffset? LastDeliveredAt);

internal sealed record ChannelTestModel(bool Delivered, string? Reason, long DurationMilliseconds);
