using System.Globalization;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Live.Watching;

/// <summary>What people are told about alerting by mail, which it cannot tell them itself. Pure.</summary>
internal static class WatchdogMail
{
    /// <summary>That it is broken; or, to those who were told that since <paramref name="brokenSince"/>, that it works again.</summary>
    public static MailMessage Of(AlertingState state, DateTimeOffset brokenSince, IReadOnlyList<string> recipients)
    {
        var began = string.Create(CultureInfo.InvariantCulture, $"alerting-broken-{brokenSince.UtcTicks}");
        return state.Status == AlertingState.Broken
            ? new MailMessage
            {
                To = recipients,
                Subject = "PerfMonitor: alerting is broken",
                Text = $"{state.Reason}\n\nSeen at {AlertingState.Words(state.Since)}. The page's server sends this itself, since what sends alerts does not work. It says when they can be relied on again.",
                Id = began,
            }
            : new MailMessage
            {
                To = recipients,
                Subject = "PerfMonitor: alerting works again",
                Text = $"Alerts can be relied on again since {AlertingState.Words(state.Since)}. What was to be told meanwhile is on its way.",
                Id = $"{began}-over",
                ThreadId = began,
            };
    }
}
