namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Reads templates. Input looks like <c>Disk {{ $labels.device }}{{ with $labels.cluster }} of {{ . }}{{ end }}{{- " left" }}</c>.
/// </summary>
internal sealed class TemplateParser
{
    // Blocks in blocks; the stack is not a rule file's to fill.
    private const int Deepest = 20;

    private readonly string _source;
    private readonly TemplateExpressions _expressions = new();
    private TemplateCursor _cursor;
    private bool _trimNext;
    private int _depth;

    private TemplateParser(string source) => (_source, _cursor) = (source, new TemplateCursor(source, 0));

    public static TemplateBlock Parse(string source)
    {
        var parser = new TemplateParser(source);
        var (block, end) = parser.Nodes();
        return end is null ? block : throw parser._cursor.Fail($"'{end}' has no beginning");
    }

    // Up to the end of the text or the word that ends a block, which is returned.
    private (TemplateBlock Block, string? End) Nodes()
    {
        var nodes = new List<ITemplateNode>();
        while (Text(nodes))
        {
            if (_cursor.SkipComment())
            {
                Close();
                continue;
            }

            if (_cursor.TakeAnyWord("else", "end") is { } end)
            {
                return (new TemplateBlock(nodes), end);
            }

            nodes.Add(_cursor.TakeAnyWord("if", "with", "range", "define", "template", "block", "break", "continue") is { } word ? Structure(word) : Simple());
        }

        return (new TemplateBlock(nodes), null);
    }

    private ITemplateNode Simple()
    {
        if (_cursor.Assignment() is not { } assignment)
        {
            var shown = new TemplateOutput(_expressions.Pipeline(_cursor));
            Close();
            return shown;
        }

        if (assignment.Names.Count > 1 || (!assignment.Declares && !_expressions.Knows(assignment.Names[0])))
        {
            throw _cursor.Fail(assignment.Names.Count > 1 ? "only 'range' sets two variables" : $"'{assignment.Names[0]}' is not declared; ':=' does that");
        }

        var value = _expressions.Pipeline(_cursor);
        if (assignment.Declares)
        {
            _expressions.Declare(assignment.Names[0]);
        }

        Close();
        return new TemplateAssignment(assignment.Names[0], assignment.Declares, value);
    }

    private ITemplateNode Structure(string word)
    {
        if (word is not ("if" or "with" or "range"))
        {
            throw _cursor.Fail($"'{word}' is not supported; there are if, with and range");
        }

        if (++_depth > Deepest)
        {
            throw _cursor.Fail($"blocks stand in each other more than {Deepest} deep");
        }

        var (declared, dotIsData) = (_expressions.Declared, _expressions.DotIsData);
        IReadOnlyList<string> names = _cursor.Assignment() is { } assignment ? assignment.Names : [];
        if (names.Count > (word == "range" ? 2 : 1))
        {
            throw _cursor.Fail($"'{word}' does not set {names.Count} variables");
        }

        var value = _expressions.Pipeline(_cursor);
        foreach (var name in names)
        {
            _expressions.Declare(name);
        }

        Close();
        _expressions.DotIsData = dotIsData && word == "if";
        var (then, end) = Nodes();
        _expressions.DotIsData = dotIsData;

        // What the first branch declares ends with it; of what the word itself sets, only a loop's is unknown to the other.
        _expressions.Forget(declared + (word == "range" ? 0 : names.Count));
        var otherwise = end == "else" ? Otherwise() : TemplateBlock.Empty;
        if (end == "end")
        {
            Close();
        }

        _expressions.Forget(declared);
        _depth--;
        return end switch
        {
            null => throw _cursor.Fail($"'{{{{ end }}}}' of '{word}' is missing"),
            _ when word == "range" => new TemplateRange(names, value, then, otherwise),
            _ => new TemplateCondition(names.Count == 0 ? null : names[0], value, word == "with", then, otherwise),
        };
    }

    // 'else if' and 'else with' end with the same 'end' as what they belong to.
    private ITemplateNode Otherwise()
    {
        if (_cursor.TakeAnyWord("if", "with") is { } word)
        {
            return Structure(word);
        }

        Close();
        var (otherwise, end) = Nodes();
        if (end != "end")
        {
            throw _cursor.Fail(end is null ? "'{{ end }}' of 'else' is missing" : "a second 'else'");
        }

        Close();
        return otherwise;
    }

    /// <summary>Takes the text up to the next placeholder, and moves into that; false at the end of the template.</summary>
    private bool Text(List<ITemplateNode> nodes)
    {
        var at = _cursor.Position;
        var open = _source.IndexOf("{{", at, StringComparison.Ordinal);
        var text = open < 0 ? _source[at..] : _source[at..open];
        text = _trimNext ? text.TrimStart() : text;
        var trims = open >= 0 && _source.AsSpan(open + 2) is ['-', var space, ..] && char.IsWhiteSpace(space);
        text = trims ? text.TrimEnd() : text;
        if (text.Length > 0)
        {
            nodes.Add(new TemplateText(text));
        }

        _trimNext = false;
        _cursor = new TemplateCursor(_source, open < 0 ? _source.Length : open + (trims ? 3 : 2));
        _cursor.SkipSpace();
        return open >= 0;
    }

    private void Close() => _trimNext = _cursor.Close();
}
