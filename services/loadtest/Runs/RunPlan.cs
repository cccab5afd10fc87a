namespace PerfMonitor.LoadTest.Runs;

/// <summary>A load test that passed every check.</summary>
internal sealed record RunPlan(string Name, Uri Url, HttpMethod Method, int VirtualUsers, TimeSpan Duration, TimeSpan ThinkTime, TimeSpan Timeout)
{
    /// <summary>Requests per second that the run is to reach; null where the plan names none and none follows from it.</summary>
    public double? PlannedRate { get; init; }

    /// <summary>
    /// Requests that by the plan end within the second before a moment of the run; fewer within the first second, of which only a part
    /// has passed.
    /// </summary>
    public double? ExpectedRate(TimeSpan elapsed) => PlannedRate * Math.Clamp(elapsed.TotalSeconds, 0, 1);

    /// <summary>Checks a request against the limits; the errors name each field, what is wrong with it and what is allowed.</summary>
    public static (RunPlan? Plan, IReadOnlyDictionary<string, string[]> Errors) From(RunRequest request, LoadTestOptions limits)
    {
        var errors = new Dictionary<string, string[]>();
        var maximumSeconds = limits.MaximumDuration.TotalSeconds;

        void Require(bool holds, string field, string message)
        {
            if (!holds)
            {
                errors[field] = [message];
            }
        }

        var isHttp = Uri.TryCreate(request.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
        Require(isHttp, "url", $"'{request.Url}' is not an absolute http or https address.");
        if (isHttp)
        {
            Require(Allowed(url!, limits), "url", $"The host '{url!.Host}' is not allowed as a target; LoadTest:AllowedHosts lists those that are: {string.Join(", ", limits.AllowedHosts)}.");
        }

        Require(request.Method is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "PATCH" or "OPTIONS", "method", $"'{request.Method}' is none of GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS.");
        Require(request.VirtualUsers >= 1 && request.VirtualUsers <= limits.MaximumVirtualUsers, "virtualUsers", $"{request.VirtualUsers} is not between 1 and {limits.MaximumVirtualUsers}.");
        Require(request.DurationSeconds >= 1 && request.DurationSeconds <= maximumSeconds, "durationSeconds", FormattableString.Invariant($"{request.DurationSeconds} is not between 1 and {maximumSeconds}."));
        Require(request.ThinkTimeSeconds is >= 0 and <= 3_600, "thinkTimeSeconds", FormattableString.Invariant($"{request.ThinkTimeSeconds} is not between 0 and 3600."));
        Require(request.ExpectedRequestsPerSecond is null or (> 0 and <= 1_000_000), "expectedRequestsPerSecond", FormattableString.Invariant($"{request.ExpectedRequestsPerSecond} is not above 0 and at most 1000000."));
        Require(request.TimeoutSeconds is >= 0.1 and <= 300, "timeoutSeconds", FormattableString.Invariant($"{request.TimeoutSeconds} is not between 0.1 and 300."));
        Require(request.Name is null or { Length: >= 1 and <= 200 }, "name", "A name has 1 to 200 characters.");

        return errors.Count > 0
            ? (null, errors)
            : (new RunPlan(
                request.Name ?? url!.Host,
                url!,
                new HttpMethod(request.Method),
                request.VirtualUsers,
                TimeSpan.FromSeconds(request.DurationSeconds),
                TimeSpan.FromSeconds(request.ThinkTimeSeconds),
                TimeSpan.FromSeconds(request.TimeoutSeconds))
            {
                PlannedRate = request.ExpectedRequestsPerSecond ?? (request.ThinkTimeSeconds > 0 ? request.VirtualUsers / request.ThinkTimeSeconds : null),
            }, errors);
    }

    private static bool Allowed(Uri url, LoadTestOptions limits) =>
        limits.AllowedHosts.Any(host => host == "*" || string.Equals(host, url.Host, StringComparison.OrdinalIgnoreCase));
}
