using System.Buffers;
using System.Text;
using System.Text.Unicode;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>
/// Decodes name and labels as the text format writes them: <c>http_requests_total{code="200",path="C:\\tmp\n"}</c>. Names that the
/// classic alphabet lacks letters for stand in quotes, that of the metric within the braces: <c>{"http.requests","status.code"="200"}</c>.
/// </summary>
internal static class ExpositionLabels
{
    private static readonly SearchValues<byte> LabelLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"u8);
    private static readonly SearchValues<byte> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:"u8);

    /// <summary>Decodes into a list, the name as the label <c>__name__</c>; returns why not.</summary>
    public static Refusal? Decode(ReadOnlySpan<byte> series, List<Label> labels)
    {
        if (!Utf8.IsValid(series))
        {
            return new Refusal(RefusalReason.BadLabelValue, "the name or a label is not valid UTF-8");
        }

        var brace = series.IndexOf((byte)'{');
        var name = (brace < 0 ? series : series[..brace]).Trim(" \t"u8);
        if (!name.IsEmpty)
        {
            if (!IsPlain(name))
            {
                return new Refusal(RefusalReason.BadMetricName, $"the metric name '{Shown(name)}' has to stand in quotes within the braces: only letters, digits, '_' and ':' stand without");
            }

            labels.Add(new Label(LabelSet.MetricName, Encoding.UTF8.GetString(name)));
        }

        if (brace >= 0 && Pairs(series[(brace + 1)..], labels) is { } refused)
        {
            return refused;
        }

        return labels.Exists(static label => label.Name == LabelSet.MetricName) ? null : new Refusal(RefusalReason.BadMetricName, "the metric name is missing");
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

            if (Pair(ref rest, labels) is { } refused)
            {
                return refused;
            }

            rest = rest.TrimStart(" \t"u8);
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

    /// <summary>Takes a label, or the metric's name in quotes.</summary>
    private static Refusal? Pair(ref ReadOnlySpan<byte> rest, List<Label> labels)
    {
        if (!TryName(ref rest, out var name, out var isQuoted))
        {
            return new Refusal(RefusalReason.BadSample, $"'{Shown(rest)}' where a label such as code=\"200\" belongs");
        }

        rest = rest.TrimStart(" \t"u8);
        if (isQuoted && rest is [(byte)',' or (byte)'}', ..])
        {
            return AddMetric(name, labels);
        }

        if (rest is not [(byte)'=', ..])
        {
            return new Refusal(RefusalReason.BadSample, $"'{Shown(rest)}' where the value of label '{name}' belongs");
        }

        rest = rest[1..].TrimStart(" \t"u8);
        var length = rest.StartsWith("\""u8) ? ExpositionReader.QuotedLength(rest[1..]) : -1;
        if (length < 0)
        {
            return new Refusal(RefusalReason.BadSample, $"the value of label '{name}' is not in quotes");
        }

        var value = Unescaped(rest[1..length]);
        rest = rest[(length + 1)..];
        return Add(name, value, labels);
    }

    private static bool TryName(ref ReadOnlySpan<byte> rest, out string name, out bool isQuoted)
    {
        isQuoted = rest.StartsWith("\""u8);
        var length = isQuoted ? ExpositionReader.QuotedLength(rest[1..]) : rest.IndexOfAnyExcept(LabelLetters);
        if (length <= 0 || (!isQuoted && IsDigit(rest[0])))
        {
            name = "";
            return false;
        }

        name = isQuoted ? Unescaped(rest[1..length]) : Encoding.UTF8.GetString(rest[..length]);
        rest = rest[(isQuoted ? length + 1 : length)..];
        return true;
    }

    private static bool IsPlain(ReadOnlySpan<byte> name) => !name.ContainsAnyExcept(NameLetters) && !IsDigit(name[0]);

    private static bool IsDigit(byte letter) => letter is >= (byte)'0' and <= (byte)'9';

    private static Refusal? AddMetric(string name, List<Label> labels)
    {
        if (labels.Exists(static label => label.Name == LabelSet.MetricName))
        {
            return new Refusal(RefusalReason.BadMetricName, $"a second metric name, '{name}'");
        }

        labels.Add(new Label(LabelSet.MetricName, name));
        return null;
    }

    private static Refusal? Add(string name, string value, List<Label> labels)
    {
        if (name == LabelSet.MetricName)
        {
            return new Refusal(RefusalReason.BadLabelName, "the metric name stands in front of the labels, not among them");
        }

        if (labels.Exists(label => label.Name == name))
        {
            return new Refusal(RefusalReason.BadLabelName, $"the label '{name}' is given twice");
        }

        labels.Add(new Label(name, value));
        return null;
    }

    /// <summary>A text without its escapes. Backslashes in front of anything else stand for themselves, as Prometheus reads them.</summary>
    public static string Unescaped(ReadOnlySpan<byte> value)
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
