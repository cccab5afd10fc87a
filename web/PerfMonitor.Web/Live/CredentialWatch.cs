using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Authentication;
using PerfMonitor.Web.Live.Clients;

namespace PerfMonitor.Web.Live;

/// <summary>Closes connections whose session has ended or whose key was revoked: a WebSocket is signed in only once, when it opens.</summary>
internal sealed class CredentialWatch(
    LiveHub hub, Credentials credentials, IOptions<LiveOptions> options, TimeProvider time, ILogger<CredentialWatch> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CredentialCheckInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var same in hub.Clients.GroupBy(client => client.Credential).ToList())
                    await CheckAsync(same.Key, [.. same], stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                log.CredentialsNotChecked(failure, options.Value.CredentialCheckInterval);
            }
        }
    }

    private async Task CheckAsync(PresentedCredential credential, IReadOnlyList<LiveClient> clients, CancellationToken cancellation)
    {
        var (caller, refusal) = await credentials.CheckAsync(credential, cancellation);
        if (caller is not null && caller.Has(Role.Viewer))
            return;
        foreach (var client in clients)
            client.End(WebSocketCloseStatus.PolicyViolation, refusal);
    }
}
