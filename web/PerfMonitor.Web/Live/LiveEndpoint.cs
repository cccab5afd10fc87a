using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PerfMonitor.Web.Authentication;
using PerfMonitor.Web.Live.Clients;
using PerfMonitor.Web.Live.Overview;
using PerfMonitor.Web.Live.Queries;
using PerfMonitor.Web.Live.Watching;

namespace PerfMonitor.Web.Live;

/// <summary><c>/ws</c>: takes a client in, says hello, gives it the overview and alerts, and does what it asks for.</summary>
internal sealed class LiveEndpoint(
    LiveHub hub,
    QuerySubscriptions queries,
    OverviewFeed overview,
    IOptions<LiveOptions> options,
    IOptions<OriginOptions> origins,
    AlertingWatch watch,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    WebMetrics metrics)
{
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return TypedResults.Problem("Connect with a WebSocket.", statusCode: StatusCodes.Status426UpgradeRequired);
        var caller = Caller.Of(context.User)!;
        var request = context.Request;
        if (caller.Kind == CredentialKind.Session
            && RequestForgery.RefuseOrigin(request.Headers.Origin.ToString(), request.Host.Value ?? "", origins.Value.Origins) is { } refusal)
        {
            return TypedResults.Problem(refusal, statusCode: StatusCodes.Status403Forbidden);
        }

        using var client = new LiveClient(caller, PresentedCredential.Of(request)!.Value);
        if (!hub.TryAdd(client))
            return Full(context);
        try
        {
            await ConverseAsync(context, client);
        }
        finally
        {
            hub.Remove(client);
            queries.RemoveAll(client);
        }

        return TypedResults.Empty;
    }

    /// <summary>Does what a client asks for.</summary>
    internal void Handle(LiveClient client, ClientMessage message)
    {
        switch (message)
        {
            case ClientMessage.SubscribeOverview:
                client.Overview = OverviewWish.Snapshot;
                overview.Wake();
                break;
            case ClientMessage.UnsubscribeOverview:
                client.Overview = OverviewWish.Off;
                break;
            case ClientMessage.SubscribeAlerts:
                client.Alerts = true;
                break;
            case ClientMessage.UnsubscribeAlerts:
                client.Alerts = false;
                break;
            case ClientMessage.SubscribeAnomalies:
                client.Anomalies = true;
                break;
            case ClientMessage.UnsubscribeAnomalies:
                client.Anomalies = false;
                break;
            case ClientMessage.SubscribeQuery subscribe:
                if (queries.Add(client, subscribe.Id, subscribe.Query) is { } refusal)
                    OfferError(client, subscribe.Id, refusal);
                break;
            case ClientMessage.UnsubscribeQuery unsubscribe:
                queries.Remove(client, unsubscribe.Id);
                client.Outbox.Remove($"query {unsubscribe.Id}");
                break;
            case ClientMessage.Invalid invalid:
                OfferError(client, null, invalid.Reason);
                break;
        }
    }

    private static ProblemHttpResult Full(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "10";
        return TypedResults.Problem(
            "This instance serves as many WebSocket clients as Live:MaximumClients allows.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private async Task ConverseAsync(HttpContext context, LiveClient client)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            KeepAliveInterval = options.Value.PingInterval,
            KeepAliveTimeout = options.Value.PingInterval,
        });
        await using var stopping = lifetime.ApplicationStopping.Register(
            () => client.End(WebSocketCloseStatus.EndpointUnavailable, "The server stops. Connect again."));

        hub.Offer(client, Hello(client.Caller));
        client.Alerts = true;
        Handle(client, new ClientMessage.SubscribeOverview());
        await new Conversation(socket, client, options.Value.SendTimeout, time, metrics)
            .RunAsync(message => Handle(client, ClientMessage.Parse(message, options.Value.QueryLength)), context.RequestAborted);
    }

    private Frame Hello(Caller caller) => new("hello", "hello", JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            type = "hello",
            timestamp = time.GetUtcNow().ToUnixTimeMilliseconds(),
            name = caller.Name,
            role = caller.Role,
            intervalMs = options.Value.Interval.TotalMilliseconds,
            topics = (string[])["overview", "alerts", "anomalies", "query"],
            alerting = watch.State,
            maximumQueries = options.Value.QueriesPerClient,
        },
        LiveJson.Options));

    private void OfferError(LiveClient client, string? id, string reason) => hub.Offer(client, new Frame("error", $"error {id}", JsonSerializer.SerializeToUtf8Bytes(
        new { type = "error", id, error = reason }, LiveJson.Options)));
}
