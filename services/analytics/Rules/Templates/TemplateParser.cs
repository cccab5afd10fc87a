using System.Globalization;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Reads templates. Input looks like <c>Disk {{ $labels.device }}: {{ printf "%.1f" (index $labels "x") }}{{- " left" }}</c>.
/// </summary>
internal static class TemplateParser
{
    private static readonly string[] ControlWords = ["if", "else", "end", "range", "with", "define", "template", "block"];
    private static readonly string[] QueryWords = ["query", "first", "value", "label", "strvalue", "sortByLabel", "tmpl", "args", "externalURL", "pathPrefix", "graphLink", "tableLink"];

    public static IReadOnlyList<ITemplatePart> Parse(string source)
    {
        var parts = new List<ITemplatePart>();
        var at = 0;
        var trimNext = false;
        while (at < source.Length)
        {
            var open = source.IndexOf("{{", at, StringComparison.Ordinal);
            var text = open < 0 ? source[at..] : source[at..open];
            text = trimNext ? text.TrimStart() : text;
            if (open < 0)
            {
                AddText(parts, text);
                break;
            }

            var trimBefore = source.AsSpan(open + 2).StartsWith("- ");
            AddText(parts, trimBefore ? text.TrimEnd() : text);
            var cursor = new TemplateCursor(source, open + (trimBefore ? 3 : 2));
            if (!cursor.SkipComment())
            {
                parts.Add(Pipeline(cursor));
            }

            trimNext = cursor.Close();
            at = cursor.Position;
        }

        return parts;
    }

    private static void AddText(List<ITemplatePart> parts, string text)
    {
        if (text.Length > 0)
        {
            parts.Add(new Literal(text));
        }
    }

    private static ITemplatePart Pipeline(TemplateCursor cursor)
    {
        var result = Command(cursor, piped: null);
        while (cursor.Take('|'))
        {
            result = Command(cursor, piped: result);
        }

        return result;
    }

    private static ITemplatePart Command(TemplateCursor cursor, ITemplatePart? piped)
    {
        if (cursor.Word() is not { } name)
        {
            return piped is null ? Operand(cursor) ?? throw cursor.Fail("a placeholder is empty") : throw cursor.Fail("a function must follow '|'");
        }

        if (!TemplateFunctions.All.TryGetValue(name, out var function))
        {
            throw cursor.Fail(Explain(name));
        }

        var arguments = new List<ITemplatePart>();
        while (Operand(cursor) is { } argument)
        {
            arguments.Add(argument);
        }

        if (piped is not null)
        {
            arguments.Add(piped);
        }

        if (arguments.Count < function.MinArguments || arguments.Count > function.MaxArguments)
        {
            throw cursor.Fail($"'{name}' does not take {arguments.Count} arguments");
        }

        return new Call(function, [.. arguments]);
    }

    private static ITemplatePart? Operand(TemplateCursor cursor)
    {
        cursor.SkipSpace();
        switch (cursor.Peek)
        {
            case '"' or '`':
                return new Literal(cursor.Text());
            case '(':
                cursor.Take('(');
                var inner = Pipeline(cursor);
                return cursor.Take(')') ? inner : throw cursor.Fail("')' is missing");
            case '$' or '.':
                return Variable(cursor);
            case >= '0' and <= '9' or '-' or '+':
                var number = cursor.Number();
                return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    ? new Literal(value)
                    : throw cursor.Fail($"'{number}' is no number");
            default:
                return null;
        }
    }

    private static ITemplatePart Variable(TemplateCursor cursor)
    {
        var name = cursor.Variable();
        var dot = name.IndexOf('.', 1);
        var (head, tail) = dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
        return (head, tail) switch
        {
            ("$value" or ".Value", "") => new Value(),
            ("$labels" or ".Labels", "") => new Labels(),
            ("$labels" or ".Labels", _) when !tail.Contains('.') => new LabelValue(tail),
            ("$externalLabels" or ".ExternalLabels", _) when !tail.Contains('.') => new Literal(""),
            _ => throw cursor.Fail($"unknown variable '{name}'; there are $value and $labels.<name>"),
        };
    }

    private static string Explain(string name)
    {
        if (ControlWords.Contains(name))
        {
            return $"'{name}' is not supported: templates have placeholders only, no control structures";
        }

        return QueryWords.Contains(name)
            ? $"'{name}' is not supported: a template cannot ask queries or link to Prometheus' own pages"
            : $"unknown function '{name}'; there are {string.Join(", ", TemplateFunctions.All.Keys.Order(StringComparer.Ordinal))}";
    }

    private sealed record Literal(object Content) : ITemplatePart
    {
        public object Evaluate(TemplateData data) => Content;
    }

    private sealed record Value : ITemplatePart
    {
        public object Evaluate(TemplateData data) => data.Value;
    }

    private sealed record Labels : ITemplatePart
    {
        public object Evaluate(TemplateData data) => data.Labels;
    }

    private sealed record LabelValue(string Name) : ITemplatePart
    {
        public object Evaluate(TemplateData data) => data.Labels.GetValueOrDefault(Name, "");
    }

    private sealed record Call(TemplateFunction Function, ITemplatePart[] Arguments) : ITemplatePart
    {
        public object Evaluate(TemplateData data) => Function.Apply([.. Arguments.Select(argument => argument.Evaluate(data))]);
    }
}
