using System.Net;
using System.Text;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>Clients for the servers of channels.</summary>
internal static class HttpConnections
{
    /// <summary>Bytes of an answer's body; what is beyond is not worth reading.</summary>
    public const int LongestAnswer = 64 * 1024;

    private static readonly TimeSpan BodyPatience = TimeSpan.FromSeconds(3);

    /// <summary>The sender of a channel that is reached in a way of its own.</summary>
    public static HttpSender Sender(HttpConnection connection, TimeProvider clock)
    {
        HttpMessageHandler handler = Handler(connection);
        if (connection.Credentials is { } credentials)
        {
            handler = new ClientCredentialsHandler(credentials, clock) { InnerHandler = handler };
        }

        var client = new HttpClient(handler);
        Configure(client);
        foreach (var (name, value) in connection.Headers)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        if (connection.Authorization is { } authorization)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }

        return new HttpSender(client, clock);
    }

    public static void Configure(HttpClient client)
    {
        client.MaxResponseContentBufferSize = LongestAnswer;

        // Each attempt has its own time limit (Delivery:Timeout).
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.DefaultRequestHeaders.UserAgent.ParseAdd("PerfMonitor");
    }

    public static SocketsHttpHandler Handler(HttpConnection connection) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        SslOptions = connection.Tls.Options(),
        UseProxy = connection.Proxy is not null || connection.UsesEnvironment,
        Proxy = connection.Proxy is { } proxy ? new ChannelProxy(proxy, connection.NoProxy) : null,
    };

    /// <summary>The beginning of an answer's body as UTF-8, up to <see cref="LongestAnswer"/>: what comes soon after the headers. It does not fail.</summary>
    public static async Task<string> BeginningAsync(HttpResponseMessage response, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(BodyPatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var (bytes, length) = (new byte[LongestAnswer], 0);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            while (length < bytes.Length && await body.ReadAsync(bytes.AsMemory(length), either.Token) is var read and > 0)
            {
                length += read;
            }
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or InvalidDataException or OperationCanceledException)
        {
            // What came until then says what there is to say.
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <summary>The body of an answer that no client reads into memory, as far as it is worth reading.</summary>
    public static async Task<string> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
