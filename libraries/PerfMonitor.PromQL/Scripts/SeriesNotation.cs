using System.Globalization;
using System.Text.RegularExpressions;
using PerfMonitor.PromQL.Ast;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Scripts;

/// <summary>A series as test scripts write it: labels and a sequence of values.</summary>
/// <param name="Labels">Its labels.</param>
/// <param name="Values">Its values, null where a step is left out; a native histogram stands as a stale marker.</param>
/// <param name="Need">What the sequence holds that is not supported.</param>
public sealed record SeriesLine(LabelSet Labels, IReadOnlyList<double?> Values, ScriptNeed Need);

/// <summary>
/// Prometheus' series notation: <c>http_requests_total{job="api"} 0+10x5 _ stale 7x2</c>. <c>a+bxn</c> is a and n more
/// values, each b larger; <c>axn</c> is a and n repetitions; <c>_</c> leaves a step out, <c>_xn</c> leaves out n.
/// </summary>
public static partial class SeriesNotation
{
    // A script's longest sequences run to thousands; this stops a typing error from filling the memory.
    private const int MaxValues = 10_000_000;

    /// <summary>Reads a series and its values.</summary>
    /// <exception cref="FormatException">The line is no series.</exception>
    public static SeriesLine Parse(string line)
    {
        int end = EndOfLabels(line);
        var labels = ParseLabels(line[..end]);
        var values = new List<double?>();
        bool native = false;
        foreach (string item in Items(line[end..]))
        {
            native |= item.Contains("{{", StringComparison.Ordinal);
            Expand(item, values);
        }

        return new SeriesLine(labels, values, native ? ScriptNeed.NativeHistograms : ScriptNeed.None);
    }

    /// <summary>Reads labels alone: <c>up{job="api"}</c>, <c>{__name__="up"}</c> or <c>{}</c>.</summary>
    /// <exception cref="FormatException">The text is no label set.</exception>
    public static LabelSet ParseLabels(string text)
    {
        text = text.Trim();
        if (text is "{}" or "") return LabelSet.Empty;
        try
        {
            // A series is written like a selector of equalities; the extra matcher lets labels that are all empty pass.
            int brace = text.IndexOf('{', StringComparison.Ordinal);
            string probe = brace < 0 ? text : text.Insert(brace + 1, "__probe__=\"1\",");
            var selector = (VectorSelector)PromQuery.Parse(probe).Expression;
            var matchers = selector.Matchers.Where(m => m.Name != "__probe__").ToList();
            if (matchers.Exists(m => m.Kind != MatchKind.Equal)) throw new FormatException($"'{text}' is no series: only = may stand between label and value");
            return LabelSet.Create(matchers.Select(m => new Label(m.Name, m.Value)));
        }
        catch (Exception broken) when (broken is PromParseException or InvalidCastException or ArgumentException)
        {
            throw new FormatException($"'{text}' is no series: {broken.Message}", broken);
        }
    }

    private static int EndOfLabels(string line)
    {
        char quote = '\0';
        bool inBraces = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (quote != '\0')
            {
                if (c == '\\' && quote != '`') i++;
                else if (c == quote) quote = '\0';
            }
            else if (c is '"' or '\'' or '`' && inBraces) quote = c;
            else if (c == '{' && !inBraces) inBraces = true;
            else if (c == '}' && inBraces) return i + 1;
            else if (char.IsWhiteSpace(c) && !inBraces && line[i..].TrimStart() is var rest && !rest.StartsWith('{')) return i;
            else if (char.IsWhiteSpace(c) && !inBraces && line[i..].TrimStart().StartsWith("{{", StringComparison.Ordinal)) return i;
        }

        return line.Length;
    }

    private static IEnumerable<string> Items(string sequence)
    {
        int at = 0;
        while (true)
        {
            while (at < sequence.Length && char.IsWhiteSpace(sequence[at])) at++;
            if (at == sequence.Length) yield break;
            int start = at;
            while (at < sequence.Length && !char.IsWhiteSpace(sequence[at]))
            {
                // A native histogram holds spaces.
                int close = sequence.AsSpan(at).StartsWith("{{") ? sequence.IndexOf("}}", at, StringComparison.Ordinal) : -1;
                at = close >= 0 ? close + 2 : at + 1;
            }

            yield return sequence[start..at];
        }
    }

    private static void Expand(string item, List<double?> values)
    {
        var match = (item.Contains("{{", StringComparison.Ordinal) ? NativeItem() : Item()).Match(item);
        if (!match.Success) throw new FormatException($"'{item}' is no value of a series");
        int times = match.Groups["times"] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
        if (values.Count + (long)times > MaxValues) throw new FormatException($"'{item}' makes more than {MaxValues} values");
        if (match.Groups["blank"].Success)
        {
            values.AddRange(Enumerable.Repeat<double?>(null, match.Groups["times"].Success ? times : 1));
            return;
        }

        // A native histogram is not kept, but it ends what a selector of plain numbers sees, as a stale marker does.
        double start = match.Groups["value"].Success ? Number(match.Groups["value"].Value) : StaleMarker.Value;
        double step = match.Groups["step"].Success ? Number(match.Groups["step"].Value) : 0;
        // Added up value by value, as Prometheus does: the rounding is part of the expectation.
        for (int i = 0; i <= times; i++)
        {
            values.Add(start);
            if (step != 0) start += step;
        }
    }

    private static double Number(string text)
    {
        string bare = text.TrimStart('+', '-');
        double value = bare.ToUpperInvariant() switch
        {
            "STALE" => StaleMarker.Value,
            "INF" => double.PositiveInfinity,
            "NAN" => double.NaN,
            _ => double.Parse(bare, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture),
        };
        return text.StartsWith('-') ? -value : value;
    }

    [GeneratedRegex(@"^(?:(?<blank>_)|(?<value>[+-]?(?:inf|nan|stale|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?))(?<step>[+-](?:inf|nan|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?))?)(?:x(?<times>[0-9]+))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Item();

    [GeneratedRegex(@"^\{\{[^}]*\}\}(?:[+-]\{\{[^}]*\}\})?(?:x(?<times>[0-9]+))?$")]
    private static partial Regex NativeItem();
}
