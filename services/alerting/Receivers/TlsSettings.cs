using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>Whose certificates a connection trusts, and which it shows itself.</summary>
internal sealed record TlsSettings
{
    /// <summary>What this machine trusts, and no certificate of our own.</summary>
    public static TlsSettings Usual { get; } = new();

    /// <summary>The authorities that are trusted instead of the machine's; none: the machine's.</summary>
    public X509Certificate2Collection Authorities { get; init; } = [];

    /// <summary>Our own certificate with its key.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The name that the server's certificate must have, where it is not the address's.</summary>
    public string ServerName { get; init; } = "";

    /// <summary>Whether any certificate will do.</summary>
    public bool TrustsAnybody { get; init; }

    /// <summary>The versions that are spoken; none: those the machine thinks safe.</summary>
    public SslProtocols Protocols { get; init; }

    public SslClientAuthenticationOptions Options() => new()
    {
        ClientCertificates = Certificate is null ? null : [Certificate],
        EnabledSslProtocols = Protocols,

        // Without one of our own the framework says what is wrong with a certificate.
        RemoteCertificateValidationCallback = TrustsAnybody || ServerName.Length > 0 || Authorities.Count > 0 ? Trusts : null,
    };

    /// <summary>Whether a server is the one that is meant.</summary>
    public bool Trusts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        TrustsAnybody || (certificate is X509Certificate2 server && IsNamed(server, errors) && IsIssued(server, chain, errors));

    private bool IsNamed(X509Certificate2 server, SslPolicyErrors errors) =>
        ServerName.Length > 0 ? server.MatchesHostname(ServerName) : !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);

    private bool IsIssued(X509Certificate2 server, X509Chain? offered, SslPolicyErrors errors)
    {
        if (Authorities.Count == 0)
        {
            return !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors);
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(Authorities);

        // The certificates between, which the server sends with its own.
        chain.ChainPolicy.ExtraStore.AddRange(offered?.ChainPolicy.ExtraStore ?? []);
        return chain.Build(server);
    }
}
