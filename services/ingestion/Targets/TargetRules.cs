using System.Text.RegularExpressions;

namespace PerfMonitor.Ingestion.Targets;

/// <summary>Checks a target as written and fills in what was left out. Errors are by field, and say what is wrong and how to write it.</summary>
internal static partial class TargetRules
{
    public const int MaximumNameLength = 100;
    public const int MaximumHeaders = 20;
    public const int MaximumTags = 20;

    private const int DefaultIntervalSeconds = 30;
    private const int DefaultTimeoutSeconds = 10;
    private const int MaximumIntervalSeconds = 86_400;
    private const int MaximumTextLength = 1_000;

    private static readonly string[] Kinds = ["web", "api", "backend"];
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "OPTIONS"];

    /// <summary>The target, or the errors by field.</summary>
    public static (Target? Target, Dictionary<string, string[]> Errors) Check(TargetInput input, Guid id, TargetOrigin origin)
    {
        var errors = new Dictionary<string, string[]>();
        void Refuse(string field, string message) => errors[field] = [message];

        var name = input.Name?.Trim() ?? "";
        if (name.Length is 0 or > MaximumNameLength || name.Any(char.IsControl))
        {
            Refuse("name", $"must be 1 to {MaximumNameLength} characters on one line");
        }

        if (CheckUrl(input.Url) is { } wrongUrl)
        {
            Refuse("url", wrongUrl);
        }

        var kind = input.Kind ?? "web";
        if (!Kinds.Contains(kind))
        {
            Refuse("kind", $"must be one of {string.Join(", ", Kinds)}; it is '{kind}'");
        }

        var interval = input.IntervalSeconds ?? DefaultIntervalSeconds;
        var timeout = input.TimeoutSeconds ?? Math.Clamp(interval, 1, DefaultTimeoutSeconds);
        if (interval is < 1 or > MaximumIntervalSeconds)
        {
            Refuse("intervalSeconds", $"must be 1 to {MaximumIntervalSeconds}; it is {interval}");
        }
        else if (timeout < 1 || timeout > interval)
        {
            Refuse("timeoutSeconds", $"must be at least 1 and at most the interval of {interval}, so that a probe ends before the next one begins; it is {timeout}");
        }

        var method = (input.Method ?? "GET").ToUpperInvariant();
        if (!Methods.Contains(method))
        {
            Refuse("method", $"must be one of {string.Join(", ", Methods)}; it is '{method}'");
        }

        if (CheckHeaders(input.Headers ?? []) is { } wrongHeaders)
        {
            Refuse("headers", wrongHeaders);
        }

        var expected = StatusSet.Parse(input.ExpectedStatus ?? "2xx");
        if (expected is null)
        {
            Refuse("expectedStatus", $"must be such as 2xx, 200,204 or 200-299; it is '{input.ExpectedStatus}'");
        }

        var keyword = string.IsNullOrEmpty(input.Keyword) ? null : input.Keyword;
        if (keyword?.Length > MaximumTextLength || (keyword is not null && method == "HEAD"))
        {
            Refuse("keyword", method == "HEAD" ? "must be empty: the answer to HEAD has no body to find it in" : $"must have at most {MaximumTextLength} characters; it has {keyword!.Length}");
        }

        var tags = input.Tags ?? [];
        if (tags.Count > MaximumTags || tags.Any(tag => string.IsNullOrWhiteSpace(tag) || tag.Length > MaximumNameLength))
        {
            Refuse("tags", $"must be at most {MaximumTags}, each of 1 to {MaximumNameLength} characters");
        }

        return errors.Count > 0 ? (null, errors) : (new Target
        {
            Id = id,
            Name = name,
            Url = new Uri(input.Url!),
            Kind = kind,
            Interval = TimeSpan.FromSeconds(interval),
            Timeout = TimeSpan.FromSeconds(timeout),
            Method = new HttpMethod(method),
            Headers = input.Headers ?? [],
            ExpectedStatus = expected!,
            Keyword = keyword,
            FollowRedirects = input.FollowRedirects ?? true,
            AllowInvalidCertificate = input.AllowInvalidCertificate ?? false,
            Tags = tags,
            Enabled = input.Enabled ?? true,
            Origin = origin,
        }, errors);
    }

    private static string? CheckUrl(string? text)
    {
        if (text is null || text.Length > MaximumTextLength || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            return "must be an http or https address such as https://example.com/health";
        }

        return url.UserInfo.Length > 0 ? "must not hold a user name; put credentials into the header Authorization, where nobody sees them" : null;
    }

    /// <summary>What is wrong with headers that are to be sent; null where nothing is.</summary>
    public static string? CheckHeaders(Dictionary<string, string> headers)
    {
        if (headers.Count > MaximumHeaders)
        {
            return $"must be at most {MaximumHeaders}; they are {headers.Count}";
        }

        foreach (var (name, value) in headers)
        {
            if (!HeaderName().IsMatch(name) || name.Length > MaximumTextLength)
            {
                return $"must have header names; '{name}' is none";
            }

            if (value is null || value.Length > 8 * MaximumTextLength || value.Any(letter => letter != '\t' && char.IsControl(letter)))
            {
                return $"must have one line of text each; the value of '{name}' has not";
            }
        }

        return null;
    }

    [GeneratedRegex(@"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderName();
}
