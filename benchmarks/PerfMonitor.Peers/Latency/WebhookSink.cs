using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using PerfMonitor.Peers.Peers;

namespace PerfMonitor.Peers.Latency;

/// <summary>Takes webhooks in Alertmanager's format and notes when the first one named each instance as firing.</summary>
internal sealed class WebhookSink : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _calledAt = new();
    private readonly Task _serving;

    public WebhookSink()
    {
        Address = new Uri($"http://127.0.0.1:{PeerProcess.FreePort()}/hook/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary><see cref="Stopwatch.GetTimestamp"/> of the first call; null before it.</summary>
    public long? CalledAt(string instance) => _calledAt.TryGetValue(instance, out var at) ? at : null;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var now = Stopwatch.GetTimestamp();
            using var body = await JsonDocument.ParseAsync(context.Request.InputStream);
            foreach (var alert in body.RootElement.GetProperty("alerts").EnumerateArray())
            {
                if (alert.GetProperty("status").GetString() == "firing" && alert.GetProperty("labels").TryGetProperty("instance", out var instance)) _calledAt.TryAdd(instance.GetString()!, now);
            }

            context.Response.Close();
        }
    }
}
