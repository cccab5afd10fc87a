using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace PerfMonitor.Hosting.Health;

/// <summary>
/// The broker must answer the AMQP 0-9-1 protocol header with a method frame (Connection.Start). Once it has, an open port is
/// enough: RabbitMQ writes a warning for every connection that begins the protocol and does not go through with it.
/// </summary>
internal sealed class AmqpProbe(IResourceWithConnectionString broker) : IProbe
{
    private const int DefaultPort = 5672;
    private const int DefaultTlsPort = 5671;
    private const byte MethodFrame = 1;

    private bool _hasAnswered;

    public async Task<ProbeResult> CheckAsync(CancellationToken cancellationToken)
    {
        var text = await broker.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps"))
        {
            return ProbeResult.Unhealthy("The connection string is not of the form amqp://user:password@host:port.");
        }

        var tls = uri.Scheme == "amqps";
        var port = uri.Port > 0 ? uri.Port : tls ? DefaultTlsPort : DefaultPort;
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(uri.Host, port, cancellationToken).ConfigureAwait(false);
            if (tls || _hasAnswered)
            {
                return ProbeResult.Healthy(tls ? "The port is open (with TLS no header is sent)." : "The broker answered AMQP, and its port is open.");
            }

            var stream = client.GetStream();
            await stream.WriteAsync("AMQP\0\0\x09\x01"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            var answer = new byte[1];
            _hasAnswered = await stream.ReadAsync(answer, cancellationToken).ConfigureAwait(false) == 1 && answer[0] == MethodFrame;
            return _hasAnswered
                ? ProbeResult.Healthy("The broker answers AMQP.")
                : ProbeResult.Unhealthy($"{uri.Host}:{port} is open but does not speak AMQP 0-9-1.");
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            _hasAnswered = false;
            return ProbeResult.Unhealthy($"{uri.Host}:{port}: {e.Message}");
        }
    }
}
