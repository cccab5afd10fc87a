using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Web.Authentication;

/// <summary>Pages of other origins that may use the API from a browser; section <c>Cors</c>.</summary>
internal sealed class OriginOptions : IValidatableObject
{
    /// <summary>Any origin, but then never with the cookie.</summary>
    public const string Any = "*";

    /// <summary>
    /// Origins such as <c>https://status.example.com</c>. None by default: only our own page. <c>*</c> lets every page
    /// call with an API key, none with the session cookie.
    /// </summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from origin in Origins
        where origin != Any && !IsOrigin(origin)
        select new ValidationResult(
            $"'{origin}' is not an origin. Write scheme, host and port as the browser does, without a path: https://status.example.com, or *.",
            [nameof(Origins)]);

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.GetLeftPart(UriPartial.Authority) == text;
}
