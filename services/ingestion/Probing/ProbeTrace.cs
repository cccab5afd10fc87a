using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PerfMonitor.Ingestion.Probing;

/// <summary>How far a probe has come, and when each part ended. One for all hops of a probe, so that durations add up.</summary>
internal sealed class ProbeTrace(TimeProvider clock)
{
    private static readonly string[] StageNames = ["resolving the name", "connecting", "agreeing on encryption", "waiting for the answer", "reading the body"];

    private readonly TimeSpan[] _durations = new TimeSpan[StageNames.Length];
    private long _since = clock.GetTimestamp();

    /// <summary>What the probe is at: 0 resolve, 1 connect, 2 TLS, 3 processing, 4 transfer.</summary>
    public int Stage { get; private set; }

    public string StageName => StageNames[Stage];

    public ProbePhases Phases => new(_durations[0], _durations[1], _durations[2], _durations[3], _durations[4]);

    public DateTimeOffset? CertificateExpiry { get; private set; }

    /// <summary>What is wrong with the server's certificate.</summary>
    public string? CertificateProblem { get; private set; }

    /// <summary>What failed, for a failure at the current stage.</summary>
    public ProbeFailure FailureHere => Stage switch
    {
        0 => ProbeFailure.Dns,
        1 => ProbeFailure.Connect,
        2 => ProbeFailure.Tls,
        _ => ProbeFailure.Protocol,
    };

    /// <summary>Begins a connection; what lies between two of them belongs to no stage.</summary>
    public void Begin() => (Stage, _since) = (0, clock.GetTimestamp());

    /// <summary>Ends the current stage and begins the given one. Stages that are passed over took no time.</summary>
    public void Reach(int stage)
    {
        var now = clock.GetTimestamp();
        _durations[Stage] += clock.GetElapsedTime(_since, now);
        (Stage, _since) = (stage, now);
    }

    /// <summary>Ends the current stage.</summary>
    public void Finish() => Reach(Stage);

    /// <summary>Looks at the server's certificate; says whether it is trusted.</summary>
    public bool Certificate(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, bool allowInvalid)
    {
        var all = (chain?.ChainElements.Select(element => element.Certificate) ?? []).ToList();
        if (all.Count == 0 && certificate is X509Certificate2 alone)
        {
            all.Add(alone);
        }

        foreach (var expiry in all.Select(one => new DateTimeOffset(one.NotAfter.ToUniversalTime())))
        {
            CertificateExpiry = CertificateExpiry is { } known && known < expiry ? known : expiry;
        }

        if (errors == SslPolicyErrors.None || allowInvalid)
        {
            return true;
        }

        var reasons = chain?.ChainStatus.Select(status => status.StatusInformation.Trim()).Where(text => text.Length > 0) ?? [];
        CertificateProblem = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? "the certificate is for another name"
            : $"the certificate is not trusted ({string.Join("; ", reasons.DefaultIfEmpty(errors.ToString()))})";
        return false;
    }
}
