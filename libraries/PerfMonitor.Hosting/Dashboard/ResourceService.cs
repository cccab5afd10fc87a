using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PerfMonitor.Hosting.Dashboard.Wire;
using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Dashboard;

/// <summary>What the dashboard asks for resources, their logs, and commands. It listens on loopback and wants a key.</summary>
internal sealed class ResourceService : IAsyncDisposable
{
    private const string Prefix = "/aspire.v1.DashboardService/";
    private const string KeyHeader = "x-resource-service-api-key";

    // So many log lines travel in one message at most; a longer backlog comes in several.
    private const int MaxLinesPerMessage = 500;

    private readonly WebApplication _app;

    private ResourceService(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public static async Task<ResourceService> StartAsync(string applicationName, string apiKey, ResourceNotificationService notifications, ConsoleLogs logs, ResourceCommandService commands, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            // The dashboard's streams are silent for hours; Kestrel would take them for stalled uploads and cut them after seconds.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            if (!IsKey(apiKey, context.Request.Headers[KeyHeader].ToString()))
            {
                context.Response.ContentType = "application/grpc";
                context.Response.Headers["grpc-status"] = $"{(int)GrpcStatus.Unauthenticated}";
                return;
            }

            await next(context).ConfigureAwait(false);
        });
        app.UseRouting();
        app.MapGrpc(Prefix + "GetApplicationInformation", context => context.WriteMessageAsync(new ApplicationInformation { ApplicationName = applicationName }));
        app.MapGrpc(Prefix + "WatchInteractions", StaySilentAsync);
        app.MapGrpc(Prefix + "WatchResources", context => WatchResourcesAsync(context, notifications));
        app.MapGrpc(Prefix + "WatchResourceConsoleLogs", context => WatchLogsAsync(context, logs));
        app.MapGrpc(Prefix + "ExecuteResourceCommand", context => ExecuteAsync(context, commands));
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        return new ResourceService(app);
    }

    public async ValueTask DisposeAsync()
    {
        // The dashboard's streams would hold an orderly stop up for as long as it may take.
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(now.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static bool IsKey(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));

    // There are no interactions to show. The call must stay open all the same: refused, the dashboard says "lost connection".
    private static async Task StaySilentAsync(HttpContext context)
    {
        await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task WatchResourcesAsync(HttpContext context, ResourceNotificationService notifications)
    {
        using var subscription = notifications.Subscribe();
        var initial = new InitialResources();
        initial.Resources.AddRange(subscription.Current.Select(ResourceMessages.Of));
        await context.WriteMessageAsync(new ResourcesUpdate { InitialData = initial }).ConfigureAwait(false);
        while (await subscription.Changes.WaitToReadAsync(context.RequestAborted).ConfigureAwait(false))
        {
            var latest = new Dictionary<string, ResourceEvent>();
            while (subscription.Changes.TryRead(out var change))
            {
                latest[change.ResourceId] = change;
            }

            var changes = new ResourceChanges();
            changes.Value.AddRange(latest.Values.Select(change => new ResourceChange { Upsert = ResourceMessages.Of(change) }));
            await context.WriteMessageAsync(new ResourcesUpdate { Changes = changes }).ConfigureAwait(false);
        }
    }

    private static async Task WatchLogsAsync(HttpContext context, ConsoleLogs logs)
    {
        var request = await context.ReadMessageAsync(ConsoleLogRequest.Parser).ConfigureAwait(false);
        await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        var number = 0;
        await foreach (var batch in logs.ReadAsync(request.ResourceName, !request.SuppressFollow, MaxLinesPerMessage, context.RequestAborted).ConfigureAwait(false))
        {
            var update = new ConsoleLogUpdate();
            update.LogLines.AddRange(batch.Select(line => new ConsoleLogLine { Text = line.Text, IsStdErr = line.IsError, LineNumber = ++number }));
            await context.WriteMessageAsync(update).ConfigureAwait(false);
        }
    }

    private static async Task ExecuteAsync(HttpContext context, ResourceCommandService commands)
    {
        var request = await context.ReadMessageAsync(CommandRequest.Parser).ConfigureAwait(false);
        var result = await commands.ExecuteCommandAsync(request.ResourceName, request.CommandName, context.RequestAborted).ConfigureAwait(false);
        var response = new CommandResponse
        {
            Kind = result.Success ? CommandOutcome.Succeeded : result.Canceled ? CommandOutcome.Cancelled : CommandOutcome.Failed,
        };
        if (result.Message is { } message)
        {
            response.Message = message;
        }

        await context.WriteMessageAsync(response).ConfigureAwait(false);
    }
}
