using System.Net.Http.Headers;
using PerfMonitor.Peers.Peers;

namespace PerfMonitor.Peers.Measuring;

/// <summary>Whoever asks a peer's queries.</summary>
internal static class QueryClient
{
    /// <summary>A client with the peer's address and, where it wants one, its key.</summary>
    public static HttpClient CreateQueryClient(this IPeer peer)
    {
        var client = new HttpClient { BaseAddress = peer.QueryAddress };
        if (peer.ApiKey is { } key) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
