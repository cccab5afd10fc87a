using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Which certificates mail servers may have, where the machine's trust is not what is meant.</summary>
public static class SmtpTrust
{
    // One for each mail server of the configuration, set at the start.
    private static readonly ConcurrentDictionary<string, RemoteCertificateValidationCallback> Servers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>From now on decides for one server; all others are judged as before.</summary>
    /// <param name="host">The name or address that mails are sent to.</param>
    /// <param name="trusts">Whether a certificate will do.</param>
    public static void Decide(string host, RemoteCertificateValidationCallback trusts)
    {
        Servers[host] = trusts;

        // The only place from which the framework's mail client takes such a decision; its HTTP client does not ask there.
#pragma warning disable SYSLIB0014
        ServicePointManager.ServerCertificateValidationCallback = static (sender, certificate, chain, errors) =>
            sender is SslStream stream && Servers.TryGetValue(stream.TargetHostName, out var decides) ? decides(sender, certificate, chain, errors) : errors == SslPolicyErrors.None;
#pragma warning restore SYSLIB0014
    }
}
