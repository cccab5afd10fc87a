using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace PerfMonitor.Hosting.Health;

/// <summary>PING must answer PONG; while Redis loads its data it answers LOADING and is not healthy yet.</summary>
internal sealed class RedisProbe(IResourceWithConnectionString redis) : IProbe
{
    public async Task<ProbeResult> CheckAsync(CancellationToken cancellationToken)
    {
        var address = RedisAddress.Parse(await redis.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false) ?? "");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, cancellationToken).ConfigureAwait(false);
            if (address.Tls)
            {
                return ProbeResult.Healthy("The port is open (with TLS no PING is sent).");
            }

            var stream = client.GetStream();
            await stream.WriteAsync(Request(address), cancellationToken).ConfigureAwait(false);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            string? answer = null;
            for (var expected = address.Password is null ? 1 : 2; expected > 0; expected--)
            {
                answer = await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
                if (answer is null || answer.StartsWith('-'))
                {
                    break;
                }
            }

            return answer == "+PONG" ? ProbeResult.Healthy("PING answered PONG.") : ProbeResult.Unhealthy($"PING answered: {answer ?? "nothing"}");
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return ProbeResult.Unhealthy($"{address.Host}:{address.Port}: {e.Message}");
        }
    }

    private static byte[] Request(RedisAddress address)
    {
        string[] auth = address switch
        {
            { Password: null } => [],
            { User: null } => ["AUTH", address.Password],
            _ => ["AUTH", address.User, address.Password],
        };
        return Encoding.UTF8.GetBytes(Command(auth) + Command(["PING"]));
    }

    private static string Command(string[] words) => words.Length == 0 ? "" :
        $"*{words.Length}\r\n" + string.Concat(words.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"));
}
