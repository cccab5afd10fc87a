using System.Globalization;

namespace PerfMonitor.Analytics.Rules;

/// <summary>Reads what stands in placeholders: <c>printf "%.1f" (index $labels "x") | title</c>. Knows which variables there are.</summary>
internal sealed class TemplateExpressions
{
    // Parentheses in parentheses; the stack is not a rule file's to fill.
    private const int Deepest = 30;

    private static readonly string[] QueryWords = ["query", "first", "value", "label", "strvalue", "sortByLabel", "tmpl", "args", "externalURL", "pathPrefix", "graphLink", "tableLink"];
    private static readonly string[] RootFields = ["Value", "Labels", "ExternalLabels"];

    private readonly List<string> _variables = ["$", "$value", "$labels", "$externalLabels"];
    private int _depth;

    /// <summary>How many variables there are, to which <see cref="Forget"/> goes back at a block's end.</summary>
    public int Declared => _variables.Count;

    /// <summary>Whether <c>.</c> is all data here, so that its fields are known.</summary>
    public bool DotIsData { get; set; } = true;

    public void Declare(string variable) => _variables.Add(variable);

    public void Forget(int declared) => _variables.RemoveRange(declared, _variables.Count - declared);

    public bool Knows(string variable) => _variables.Contains(variable);

    public ITemplatePart Pipeline(TemplateCursor cursor)
    {
        if (++_depth > Deepest)
        {
            throw cursor.Fail($"parentheses stand in each other more than {Deepest} deep");
        }

        var result = Command(cursor, piped: null);
        while (cursor.Take('|'))
        {
            result = Command(cursor, piped: result);
        }

        _depth--;
        return result;
    }

    private ITemplatePart Command(TemplateCursor cursor, ITemplatePart? piped)
    {
        if (Operand(cursor) is { } operand)
        {
            return piped is null ? operand : throw cursor.Fail("a function must follow '|'");
        }

        var name = cursor.Word() ?? throw cursor.Fail(piped is null ? "a placeholder is empty" : "a function must follow '|'");
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

        return arguments.Count >= function.MinArguments && arguments.Count <= function.MaxArguments
            ? new TemplateCall(function, arguments)
            : throw cursor.Fail($"'{name}' does not take {arguments.Count} arguments");
    }

    private ITemplatePart? Operand(TemplateCursor cursor)
    {
        cursor.SkipSpace();
        switch (cursor.Peek)
        {
            case '"' or '`':
                return new TemplateLiteral(cursor.Text());
            case '(':
                cursor.Take('(');
                var inner = Pipeline(cursor);
                return cursor.Take(')') ? inner : throw cursor.Fail("')' is missing");
            case '$' or '.':
                return Path(cursor);
            case >= '0' and <= '9' or '-' or '+' when !cursor.Closes:
                var number = cursor.Number();
                return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    ? new TemplateLiteral(value)
                    : throw cursor.Fail($"'{number}' is no number");
            default:
                return cursor.TakeWord("true") ? new TemplateLiteral(true) : cursor.TakeWord("false") ? new TemplateLiteral(false) : null;
        }
    }

    private TemplatePath Path(TemplateCursor cursor)
    {
        var name = cursor.Variable();
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (head, tail) = dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
        var fields = tail.Length == 0 ? [] : tail.Split('.');
        if (fields.Contains("") || (dot >= 0 && tail.Length == 0 && name != "."))
        {
            throw cursor.Fail("a field's name is missing behind '.'");
        }

        var known = head switch
        {
            "" => !DotIsData || IsOfData(fields),
            "$" => IsOfData(fields),
            "$value" => fields.Length == 0,
            "$labels" or "$externalLabels" => fields.Length <= 1,
            _ => Knows(head),
        };
        return known ? new TemplatePath(head.Length == 0 ? null : head, fields) : throw cursor.Fail($"unknown variable '{name}'; there are $value and $labels.<name>");
    }

    private static bool IsOfData(string[] fields) =>
        fields.Length == 0 || (RootFields.Contains(fields[0]) && fields.Length <= (fields[0] == "Value" ? 1 : 2));

    private static string Explain(string name) => QueryWords.Contains(name)
        ? $"'{name}' is not supported: a template cannot ask queries or link to Prometheus' own pages"
        : $"unknown function '{name}'; there are {string.Join(", ", TemplateFunctions.All.Keys.Order(StringComparer.Ordinal))}";
}
