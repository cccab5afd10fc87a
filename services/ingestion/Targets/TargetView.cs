namespace PerfMonitor.Ingestion.Targets;

/// <summary>A target as the API shows it.</summary>
internal sealed record TargetView(
    string Id,
    string Name,
    string Url,
    string Kind,
    int IntervalSeconds,
    int TimeoutSeconds,
    string Method,
    Dictionary<string, string> Headers,
    string ExpectedStatus,
    string? Keyword,
    bool FollowRedirects,
    bool AllowInvalidCertificate,
    IReadOnlyList<string> Tags,
    bool Enabled,
    string Origin)
{
    public static TargetView Of(Target target) => new(
        target.Id.ToString(), target.Name, target.Url.AbsoluteUri, target.Kind, (int)target.Interval.TotalSeconds, (int)target.Timeout.TotalSeconds, target.Method.Method,
        SecretHeaders.Masked(target.Headers), target.ExpectedStatus.Text, target.Keyword, target.FollowRedirects, target.AllowInvalidCertificate, target.Tags, target.Enabled,
        target.Origin.ToString().ToLowerInvariant());
}
