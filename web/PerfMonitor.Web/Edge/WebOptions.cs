using System.ComponentModel.DataAnnotations;
using System.Net;

namespace PerfMonitor.Web.Edge;

/// <summary>Where we listen and whom we believe; section <c>Web</c>.</summary>
internal sealed class WebOptions : IValidatableObject
{
    /// <summary>Where we listen when nothing else is said: this machine only.</summary>
    public const string DefaultListen = "http://localhost:3000";

    /// <summary>
    /// Addresses to listen on, separated by semicolons, such as <c>http://0.0.0.0:3000</c>. Goes before ASPNETCORE_URLS.
    /// Passwords and keys travel over these: put TLS before any address that others can reach.
    /// </summary>
    public string? Listen { get; init; }

    /// <summary>
    /// Proxies whose X-Forwarded-For, -Proto and -Host are believed: addresses or networks such as <c>10.0.0.0/8</c>.
    /// None by default.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from proxy in TrustedProxies
        where !IPNetwork.TryParse(proxy, out _) && !IPAddress.TryParse(proxy, out _)
        select new ValidationResult($"'{proxy}' is neither an address nor a network such as 10.0.0.0/8.", [nameof(TrustedProxies)]);
}
