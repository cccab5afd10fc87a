using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PerfMonitor.Alerting.Receivers.Webhook;

/// <summary>Lets a receiver check that a request is ours, unchanged and fresh: <c>sha256=hex(HMAC-SHA256(secret, timestamp + "." + body))</c>.</summary>
internal static class WebhookSignature
{
    public const string Header = "X-PerfMonitor-Signature";

    /// <summary>Unix seconds; signed too, so that a request cannot be played again later.</summary>
    public const string TimestampHeader = "X-PerfMonitor-Timestamp";

    public static string Compute(string secret, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(timestamp.ToString(CultureInfo.InvariantCulture) + "."));
        hmac.AppendData(body);
        return $"sha256={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
