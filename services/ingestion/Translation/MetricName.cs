using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Translation;

/// <summary>
/// The Prometheus name of an OpenTelemetry metric: characters outside [a-zA-Z0-9:] become one underscore, then come the unit, and
/// <c>total</c> for monotonic sums or <c>ratio</c> for gauges of unit "1", each only once.
/// Source: OpenTelemetry specification, compatibility/prometheus_and_openmetrics, and the otlptranslator of Prometheus.
/// </summary>
internal static class MetricName
{
    /// <summary>The name; empty where nothing of it survives.</summary>
    public static string Of(string name, string unit, OtlpKind kind, bool monotonic)
    {
        var tokens = Tokens(name);
        if (tokens.Count == 0)
        {
            return "";
        }

        var (main, per) = UnitSuffix.Of(unit);
        AddUnit(tokens, main, per);
        if (kind == OtlpKind.Sum && monotonic)
        {
            MoveToEnd(tokens, "total");
        }
        else if (kind == OtlpKind.Gauge && unit == "1")
        {
            MoveToEnd(tokens, "ratio");
        }

        var joined = string.Join('_', tokens);
        return char.IsAsciiDigit(joined[0]) ? "_" + joined : joined;
    }

    private static List<string> Tokens(string name)
    {
        var tokens = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            if (i < name.Length && (char.IsAsciiLetterOrDigit(name[i]) || name[i] == ':'))
            {
                continue;
            }

            if (i > start)
            {
                tokens.Add(name[start..i]);
            }

            start = i + 1;
        }

        return tokens;
    }

    private static void AddUnit(List<string> tokens, string main, string per)
    {
        if (main.Length > 0 && !tokens.Contains(main))
        {
            tokens.Add(main);
        }

        if (per.Length > 0 && !tokens.Contains(per))
        {
            tokens.Add(per);
        }
    }

    private static void MoveToEnd(List<string> tokens, string token)
    {
        tokens.RemoveAll(other => other == token);
        tokens.Add(token);
    }
}
