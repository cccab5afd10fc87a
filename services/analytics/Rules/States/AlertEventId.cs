using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Ids of alert events that come out the same however often an event is made: from the alert, the moment its episode began,
/// and which end of the episode it is.
/// </summary>
internal static class AlertEventId
{
    public static Guid Fired(string ruleKey, AlertInstance alert) => Of("fired", ruleKey, alert);

    public static Guid Resolved(string ruleKey, AlertInstance alert) => Of("resolved", ruleKey, alert);

    private static Guid Of(string end, string ruleKey, AlertInstance alert)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{end}\n{ruleKey}\n{alert.Fingerprint}\n{alert.ActiveSince.ToUnixTimeMilliseconds()}");
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
