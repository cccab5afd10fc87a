using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Probing;

/// <summary>A handler for one request on one fresh connection, every step of which the trace sees.</summary>
internal static class ProbeConnection
{
    // A name with many addresses is tried at a few; the target's time is the bound anyway.
    private const int MaximumAddresses = 4;
    private const int MaximumHeaderKilobytes = 64;

    public static SocketsHttpHandler Create(Target target, ProbeTrace trace) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        MaxResponseHeadersLength = MaximumHeaderKilobytes,
        ActivityHeadersPropagator = null,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context, trace, cancellationToken),
        PlaintextStreamFilter = (context, _) =>
        {
            trace.Reach(3);
            return ValueTask.FromResult<Stream>(new FirstByteStream(context.PlaintextStream, () => trace.Reach(4)));
        },
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => trace.Certificate(certificate, chain, errors, target.AllowInvalidCertificate),
        },
    };

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, ProbeTrace trace, CancellationToken cancellationToken)
    {
        var endpoint = context.DnsEndPoint;
        trace.Begin();
        var addresses = IPAddress.TryParse(endpoint.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(endpoint.Host, cancellationToken);
        trace.Reach(1);
        var failure = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in addresses.Take(MaximumAddresses))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, endpoint.Port, cancellationToken);
                trace.Reach(context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps ? 2 : 3);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException refused)
            {
                socket.Dispose();
                failure = refused;
            }
            catch (OperationCanceledException)
            {
                socket.Dispose();
                throw;
            }
        }

        throw failure;
    }
}
