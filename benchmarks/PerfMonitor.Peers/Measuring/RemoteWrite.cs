using System.Net;

namespace PerfMonitor.Peers.Measuring;

/// <summary>One remote-write request to a peer.</summary>
internal static class RemoteWrite
{
    /// <summary>Null when the request was accepted, else when to come again.</summary>
    public static async Task<TimeSpan?> PostAsync(HttpClient client, Uri address, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.Add("Content-Type", "application/x-protobuf");
        content.Headers.Add("Content-Encoding", "snappy");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Add("X-Prometheus-Remote-Write-Version", "0.1.0");
        using var answer = await client.SendAsync(request, cancellationToken);
        if (answer.IsSuccessStatusCode) return null;
        if (answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) return answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromMilliseconds(100);
        throw new InvalidOperationException($"{address} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }
}
