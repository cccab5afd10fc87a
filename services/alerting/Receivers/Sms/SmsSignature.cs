using System.Security.Cryptography;
using System.Text;

namespace PerfMonitor.Alerting.Receivers.Sms;

/// <summary>How Twilio signs what it reports: HMAC-SHA1 over the address and the form's fields in order, with the account's secret (twilio.com/docs/usage/security).</summary>
internal static class SmsSignature
{
    public const string Header = "X-Twilio-Signature";

    public static string Compute(string secret, string url, IEnumerable<KeyValuePair<string, string>> form)
    {
        var signed = form.OrderBy(field => field.Key, StringComparer.Ordinal).Aggregate(new StringBuilder(url), (text, field) => text.Append(field.Key).Append(field.Value));

        // The protocol says SHA-1; as a keyed hash it is not broken.
#pragma warning disable CA5350
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }

    public static bool Holds(string secret, string url, IEnumerable<KeyValuePair<string, string>> form, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Compute(secret, url, form)), Encoding.UTF8.GetBytes(signature));
}
