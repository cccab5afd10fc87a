using System.Text;
using System.Text.Unicode;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>Decodes name and labels as the text format writes them: <c>http_requests_total{code="200",path="C:\\tmp\n"}</c>.</summary>
internal static class ExpositionLabels
{
    /// <summary>Decodes into a list, the name as the label <c>__name__</c>; returns why not.</summary>
    public static Refusal? Decode(ReadOnlySpan<byte> series, List<Label> labels)
    {
        if (!Utf8.IsValid(series))
        {
            return new Refusal(RefusalReason.BadLabelValue, "the name or a label is not valid UTF-8");
        }

        var brace = series.IndexOf((byte)'{');
        var name = (brace < 0 ? series : series[..brace]).Trim(" \t"u8);
        if (name.IsEmpty)
        {
            return new Refusal(RefusalReason.BadMetricName, "the metric name is missing; names in quotes are not taken");
        }

        labels.Add(new Label(LabelSet.MetricName, Encoding.UTF8.GetString(name)));
        return brace < 0 ? null : Pairs(series[(brace + 1)..], labels);
    }

    private static Refusal? Pairs(ReadOnlySpan<byte> rest, List<Label> labels)
    {
        while (true)
        {
            rest = rest.TrimStart(" \t"u8);
            if (rest is [(byte)'}'])
            {
                return null;
            }

            var equals = rest.IndexOf((byte)'=');
            var name = equals < 0 ? default : rest[..equals].TrimEnd(" \t"u8);
            if (name.IsEmpty || name.ContainsAny("\",{}"u8))
            {
                return new Refusal(RefusalReason.BadSample, $"'{Shown(rest)}' where a label such as code=\"200\" belongs");
            }

            rest = rest[(equals + 1)..].TrimStart(" \t"u8);
            var length = rest.StartsWith("\""u8) ? ExpositionReader.QuotedLength(rest[1..]) : -1;
            if (length < 0)
            {
                return new Refusal(RefusalReason.BadSample, $"the value of label '{Encoding.UTF8.GetString(name)}' is not in quotes");
            }

            if (Add(Encoding.UTF8.GetString(name), Unescaped(rest[1..length]), labels) is { } refused)
            {
                return refused;
            }

            rest = rest[(length + 1)..].TrimStart(" \t"u8);
            if (rest.StartsWith(","u8))
            {
                rest = rest[1..];
            }
            else if (rest is not [(byte)'}'])
            {
                return new Refusal(RefusalReason.BadSample, $"'{Shown(rest)}' where a comma or the closing brace belongs");
            }
        }
    }

    private static Refusal? Add(string name, string value, List<Label> labels)
    {
        if (labels.Exists(label => label.Name == name))
        {
            return new Refusal(RefusalReason.BadLabelName, name == LabelSet.MetricName
                ? "the metric name stands in front of the labels, not among them"
                : $"the label '{name}' is given twice");
        }

        labels.Add(new Label(name, value));
        return null;
    }

    // Backslashes in front of anything else stand for themselves, as Prometheus reads them.
    private static string Unescaped(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value);
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at] == '\\' && at + 1 < text.Length ? text[at + 1] : '\0';
            if (next is '\\' or '"' or 'n')
            {
                plain.Append(next == 'n' ? '\n' : next);
                at++;
            }
            else
            {
                plain.Append(text[at]);
            }
        }

        return plain.ToString();
    }

    private static string Shown(ReadOnlySpan<byte> rest)
    {
        const int MostBytes = 30;
        return Encoding.UTF8.GetString(rest.Length <= MostBytes ? rest : rest[..MostBytes]);
    }
}
