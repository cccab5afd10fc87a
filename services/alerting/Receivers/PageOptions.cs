using System.ComponentModel.DataAnnotations;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>Where people find the page (section <c>Page</c>).</summary>
internal sealed class PageOptions : IValidatableObject
{
    /// <summary>Where the page is when nobody says so.</summary>
    public const string Usual = "http://localhost:3000";

    /// <summary>Address of the page as people reach it, for the links in messages. Default: <c>Self:Url</c>, which the AppHost sets, else <see cref="Usual"/>.</summary>
    public string Url { get; set; } = "";

    public string AlertUrl(string fingerprint) => $"{Url.TrimEnd('/')}/dashboard/alerts/{Uri.EscapeDataString(fingerprint)}";

    /// <summary>Its alert, or where there are several the list of alerts.</summary>
    public string UrlOf(Notification notification) => notification.Alerts.Count == 1 ? AlertUrl(notification.Alerts[0].Fingerprint) : AlertsUrl;

    public string AlertsUrl => $"{Url.TrimEnd('/')}/dashboard/alerts";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            yield return new($"'{Url}' is not an address such as https://monitor.example.org.", [nameof(Url)]);
        }
    }
}
