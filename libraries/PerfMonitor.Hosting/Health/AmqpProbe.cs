using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace PerfMonitor.Hosting.Health;

/// <summary>The broker must answer the AMQP 0-9-1 protocol header with a method frame (Connection.Start).</summary>
internal sealed class AmqpProbe(IResourceWithConnectionString broker) : IProbe
{
    private const int DefaultPort = 5672;
    private const int DefaultTlsPort = 5671;
    private const byte MethodFrame = 1;

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
            if (tls)
            {
                return ProbeResult.Healthy("The port is open (with TLS no header is sent).");
            }

            var stream = client.GetStream();
            await stream.WriteAsync("AMQP\0\0\x09\x01"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            var answer = new byte[1];
            return await stream.ReadAsync(answer, cancellationToken).ConfigureAwait(false) == 1 && answer[0] == MethodFrame
                ? ProbeResult.Healthy("The broker answers AMQP.")
                : ProbeResult.Unhealthy($"{uri.Host}:{port} is open but does not speak AMQP 0-9-1.");
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return ProbeResult.Unhealthy($"{uri.Host}:{port}: {e.Message}");
        }
    }
}
