using System.Globalization;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Relabelling;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>
/// Turns a job's targets as written into addresses and labels, the way Prometheus does: <c>__address__</c>, <c>__scheme__</c>,
/// <c>__metrics_path__</c> and <c>__param_…</c> go through relabelling with the rest, make up the address, and are gone afterwards.
/// </summary>
internal static class TargetLabels
{
    private const string Address = "__address__";
    private const string Scheme = "__scheme__";
    private const string Path = "__metrics_path__";
    private const string Parameter = "__param_";

    /// <summary>The targets that relabelling leaves, none twice.</summary>
    public static IReadOnlyList<ScrapeTarget> Resolve(ScrapeInput definition, IReadOnlyList<RelabelRule> rules, Action<string> refuse)
    {
        var targets = new Dictionary<Guid, ScrapeTarget>();
        foreach (var written in definition.Targets!)
        {
            var labels = Before(definition, written);
            if (!Relabeller.Apply(rules, labels))
            {
                continue;
            }

            if (UrlOf(labels) is not { } url)
            {
                refuse($"must be host:port or a whole address without a user name; '{written}' gives '{labels.GetValueOrDefault(Address)}'");
                continue;
            }

            labels.TryAdd("instance", labels[Address]);
            var visible = LabelSet.Create(labels.Where(label => !label.Key.StartsWith("__", StringComparison.Ordinal)).Select(label => new Label(label.Key, label.Value)));
            if (SeriesName.Check(visible.With(LabelSet.MetricName, "up"), new AdmissionOptions()) is { } refusal)
            {
                refuse($"must have labels that may be taken; of '{written}' {refusal.Detail}");
                continue;
            }

            var target = new ScrapeTarget(url, [.. visible]);
            targets[target.IdIn(Guid.Empty)] = target;
        }

        return [.. targets.Values];
    }

    private static Dictionary<string, string> Before(ScrapeInput definition, string written)
    {
        var labels = new Dictionary<string, string>(definition.Labels!, StringComparer.Ordinal);
        labels.TryAdd("job", definition.Job!);
        (labels[Address], labels[Scheme], labels[Path]) = (written, definition.Scheme!, definition.MetricsPath!);
        foreach (var (name, value) in definition.Params!)
        {
            labels[Parameter + name] = value;
        }

        if (written.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(written, UriKind.Absolute, out var whole) && whole.UserInfo.Length == 0)
        {
            (labels[Address], labels[Scheme]) = ($"{whole.Host}:{whole.Port.ToString(CultureInfo.InvariantCulture)}", whole.Scheme);
            labels[Path] = whole.PathAndQuery == "/" ? labels[Path] : whole.PathAndQuery;
        }

        return labels;
    }

    private static Uri? UrlOf(Dictionary<string, string> labels)
    {
        var (address, path) = (labels.GetValueOrDefault(Address, ""), labels.GetValueOrDefault(Path, "/metrics"));
        var query = string.Join('&', labels.Where(label => label.Key.StartsWith(Parameter, StringComparison.Ordinal))
            .Select(label => $"{Uri.EscapeDataString(label.Key[Parameter.Length..])}={Uri.EscapeDataString(label.Value)}").Order(StringComparer.Ordinal));
        var text = $"{labels.GetValueOrDefault(Scheme)}://{address}{path}{(query.Length == 0 ? "" : path.Contains('?', StringComparison.Ordinal) ? $"&{query}" : $"?{query}")}";
        return address.Length > 0 && !address.AsSpan().ContainsAny("/@ ?#") && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0 ? url : null;
    }
}
