using System.Text;
using System.Text.Json;
using PerfMonitor.Ingestion.Relabelling;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>Checks a job as written and fills in what was left out. Errors are by field, and say what is wrong and how to write it.</summary>
internal static class ScrapeRules
{
    public const int MaximumTargets = 1_000;

    private const int MaximumRules = 100;
    private const int MaximumTextLength = 1_000;
    private const int MaximumIntervalSeconds = 86_400;
    private const int DefaultIntervalSeconds = 30;
    private const int DefaultTimeoutSeconds = 10;
    private const int DefaultSampleLimit = 100_000;
    private const int MaximumSampleLimit = 1_000_000;
    private const int DefaultBodySizeLimit = 16 * 1_024 * 1_024;
    private const int MaximumBodySizeLimit = 64 * 1_024 * 1_024;

    /// <summary>The job, or the errors by field.</summary>
    public static (ScrapeJob? Job, Dictionary<string, string[]> Errors) Check(ScrapeInput input, Guid id, TargetOrigin origin)
    {
        var errors = new Dictionary<string, string[]>();
        void Refuse(string field, string? message)
        {
            if (message is not null)
            {
                errors.TryAdd(field, [message]);
            }
        }

        var interval = input.IntervalSeconds ?? DefaultIntervalSeconds;
        var definition = input with
        {
            Job = input.Job?.Trim() ?? "",
            Targets = input.Targets ?? [],
            Labels = input.Labels ?? [],
            Scheme = input.Scheme ?? "http",
            MetricsPath = input.MetricsPath ?? "/metrics",
            Params = input.Params ?? [],
            IntervalSeconds = interval,
            TimeoutSeconds = input.TimeoutSeconds ?? Math.Clamp(interval, 1, DefaultTimeoutSeconds),
            Headers = new Dictionary<string, string>(input.Headers ?? [], StringComparer.OrdinalIgnoreCase),
            BearerToken = null,
            BasicAuth = null,
            HonorLabels = input.HonorLabels ?? false,
            HonorTimestamps = input.HonorTimestamps ?? true,
            AllowInvalidCertificate = input.AllowInvalidCertificate ?? false,
            SampleLimit = input.SampleLimit ?? DefaultSampleLimit,
            BodySizeLimit = input.BodySizeLimit ?? DefaultBodySizeLimit,
            RelabelConfigs = input.RelabelConfigs ?? [],
            MetricRelabelConfigs = input.MetricRelabelConfigs ?? [],
            Enabled = input.Enabled ?? true,
        };

        Refuse("job", definition.Job.Length is 0 or > TargetRules.MaximumNameLength || definition.Job.Any(char.IsControl) ? $"must be 1 to {TargetRules.MaximumNameLength} characters on one line" : null);
        Refuse("scheme", definition.Scheme is "http" or "https" ? null : $"must be http or https; it is '{definition.Scheme}'");
        Refuse("metricsPath", definition.MetricsPath.StartsWith('/') && definition.MetricsPath.Length <= MaximumTextLength ? null : "must begin with a slash");
        Refuse("intervalSeconds", interval is < 1 or > MaximumIntervalSeconds ? $"must be 1 to {MaximumIntervalSeconds}; it is {interval}" : null);
        Refuse("timeoutSeconds", interval >= 1 && (definition.TimeoutSeconds < 1 || definition.TimeoutSeconds > interval) ? $"must be at least 1 and at most the interval of {interval}; it is {definition.TimeoutSeconds}" : null);
        Refuse("sampleLimit", definition.SampleLimit is < 1 or > MaximumSampleLimit ? $"must be 1 to {MaximumSampleLimit} samples; it is {definition.SampleLimit}" : null);
        Refuse("bodySizeLimit", definition.BodySizeLimit is < 1 or > MaximumBodySizeLimit ? $"must be 1 to {MaximumBodySizeLimit} bytes; it is {definition.BodySizeLimit}" : null);
        Refuse("headers", Authorize(input, definition.Headers) ?? TargetRules.CheckHeaders(definition.Headers));
        Refuse("targets", definition.Targets.Count is 0 or > MaximumTargets || definition.Targets.Exists(string.IsNullOrWhiteSpace) ? $"must be 1 to {MaximumTargets} of host:port, or whole addresses" : null);
        Refuse("labels", definition.Labels.Keys.FirstOrDefault(name => name.StartsWith("__", StringComparison.Ordinal)) is { } reserved ? $"must not begin with '__', which is reserved; '{reserved}' does" : null);

        Refuse("labels", definition.Labels.ContainsValue(null!) ? "must have texts as values" : null);
        Refuse("params", definition.Params.ContainsValue(null!) ? "must have texts as values" : null);

        var rules = Rules("relabelConfigs", definition.RelabelConfigs, Refuse);
        var metricRules = Rules("metricRelabelConfigs", definition.MetricRelabelConfigs, Refuse);
        var targets = errors.Count == 0 ? TargetLabels.Resolve(definition, rules, fault => Refuse("targets", fault)) : [];
        return errors.Count > 0 ? (null, errors) : (new ScrapeJob
        {
            Id = id,
            Definition = definition,
            Origin = origin,
            Targets = targets,
            MetricRules = metricRules,
            Manner = JsonSerializer.Serialize(definition with { Targets = null, Labels = null, RelabelConfigs = null, Enabled = null }),
        }, errors);
    }

    /// <summary>Puts credentials where the other headers are, so that they are stored, masked and sent in one way.</summary>
    private static string? Authorize(ScrapeInput input, Dictionary<string, string> headers)
    {
        if (input.BearerToken is null && input.BasicAuth is null)
        {
            return null;
        }

        if (input.BearerToken is not null && input.BasicAuth is not null)
        {
            return "must hold one authorization: bearerToken or basicAuth";
        }

        headers["Authorization"] = input.BasicAuth is { } basic
            ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{basic.Username}:{basic.Password}"))}"
            : $"Bearer {input.BearerToken}";
        return null;
    }

    private static List<RelabelRule> Rules(string field, List<RelabelInput> inputs, Action<string, string?> refuse)
    {
        refuse(field, inputs.Count > MaximumRules ? $"must be at most {MaximumRules}; they are {inputs.Count}" : null);
        var rules = new List<RelabelRule>();
        for (var i = 0; i < inputs.Count; i++)
        {
            var (rule, fault) = RelabelRule.Check(inputs[i] ?? new RelabelInput());
            refuse(field, fault is null ? null : $"[{i}]: {fault}");
            if (rule is not null)
            {
                rules.Add(rule);
            }
        }

        return rules;
    }
}
