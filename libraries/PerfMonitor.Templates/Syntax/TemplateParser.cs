using PerfMonitor.Templates.Execution;

namespace PerfMonitor.Templates.Syntax;

/// <summary>
/// Reads templates. Input looks like
/// <c>Disk {{ $labels.device }}{{ with $labels.cluster }} of {{ . }}{{ end }}{{- " left" }}{{ define "x" }}…{{ end }}</c>.
/// </summary>
internal sealed class TemplateParser
{
    private static readonly string[] Words = ["if", "with", "range", "template", "block", "define", "break", "continue"];

    private readonly TemplateDialect _dialect;
    private readonly SourceText _source;
    private readonly Cursor _cursor;
    private readonly Dictionary<string, TemplateBody> _defined = [];
    private readonly HashSet<string> _called = [];
    private List<(string Name, Place At)> _invoked = [];
    private Scope _scope;
    private bool _trimNext;

    private TemplateParser(SourceText source, TemplateDialect dialect)
    {
        (_source, _dialect, _cursor) = (source, dialect, new Cursor(source));
        _scope = new Scope(dialect.Variables, dotIsData: true, depth: 0);
    }

    /// <exception cref="TemplateFault">The text is no template.</exception>
    public static ParsedText Parse(SourceText source, TemplateDialect dialect)
    {
        var start = new Place(source, 0);
        if (source.Text.Length > TemplateLimits.Source)
        {
            throw start.Fail($"it has {source.Text.Length} characters; {TemplateLimits.Source} is the most");
        }

        var parser = new TemplateParser(source, dialect);
        var (block, end, at) = parser.Nodes(isTop: true);
        return end is null ? new ParsedText(new TemplateBody(block, dialect.Variables, parser._invoked, start), parser._defined, parser._called) : throw at.Fail($"'{end}' has no beginning");
    }

    // Up to the end of the text or the word that ends a block, which is returned.
    private (Block Block, string? End, Place At) Nodes(bool isTop = false)
    {
        var (nodes, start) = (new List<Node>(), _cursor.Place);
        while (Text(nodes))
        {
            var place = _cursor.Place;
            if (Comment())
            {
                continue;
            }

            if (Word("else", "end") is { } end)
            {
                return (new Block(nodes, start), end, place);
            }

            if (Word(Words) is not { } word)
            {
                nodes.Add(Simple(place));
            }
            else if (word == "define")
            {
                Define(isTop, place);
            }
            else
            {
                nodes.Add(Structure(word, place));
            }
        }

        return (new Block(nodes, start), null, _cursor.Place);
    }

    private Node Simple(Place place)
    {
        if (Assigned() is not { } assigned)
        {
            var shown = new Output(Pipeline(), place);
            Close();
            return shown;
        }

        if (assigned.Names.Count > 1)
        {
            throw place.Fail("only 'range' sets two variables");
        }

        var value = Pipeline();
        Close();
        if (assigned.Declares)
        {
            _scope.Declare(assigned.Names[0]);
        }

        return new Assignment(assigned.Names[0], assigned.Declares, value, place);
    }

    private Node Structure(string word, Place place) => word switch
    {
        "template" => Invocation(place),
        "block" => BlockOf(place),
        "break" => Jump(Flow.Break, word, place),
        "continue" => Jump(Flow.Continue, word, place),
        _ => Branch(word, place),
    };

    private Invocation Invocation(Place place)
    {
        var name = TemplateName("template");
        _cursor.SkipSpace();
        var data = _cursor.IsAtClose ? null : Pipeline();
        Close();
        _invoked.Add((name, place));
        return new Invocation(name, data, place);
    }

    private Invocation BlockOf(Place place)
    {
        var name = TemplateName("block");
        var data = Pipeline();
        Close();
        Body(name, "block", place);
        return new Invocation(name, data, place);
    }

    private void Define(bool isTop, Place place)
    {
        if (!isTop)
        {
            throw place.Fail("'define' stands inside another block; it belongs outside of all");
        }

        var name = TemplateName("define");
        Close();
        Body(name, "define", place);
    }

    // The inside of a named template, which sees no variables from outside.
    private void Body(string name, string word, Place place)
    {
        var (outer, around) = (_scope, _invoked);
        (_scope, _invoked) = (new Scope([], dotIsData: false, outer.Depth), []);
        _scope.Enter(place);
        var start = _cursor.Place;
        var (block, end, at) = Nodes();
        Ends(word, end, at);
        var body = new TemplateBody(block, [], _invoked, start);
        (_scope, _invoked) = (outer, around);
        if (!_defined.TryAdd(name, body))
        {
            throw place.Fail($"the template '{name}' is defined twice");
        }
    }

    private Jump Jump(Flow to, string word, Place place)
    {
        Close();
        return _scope.Loops > 0 ? new Jump(to, place) : throw place.Fail($"'{word}' stands outside of a 'range'");
    }

    private Node Branch(string word, Place place)
    {
        _scope.Enter(place);
        var (declared, dotIsData) = (_scope.Declared, _scope.DotIsData);
        var assigned = Assigned();
        IReadOnlyList<string> names = assigned?.Names ?? [];
        if (names.Count > (word == "range" ? 2 : 1))
        {
            throw place.Fail($"'{word}' does not set {names.Count} variables");
        }

        var subject = new Subject(names, assigned is { Declares: true }, Pipeline());
        Close();
        foreach (var name in subject.Declares ? names : [])
        {
            _scope.Declare(name);
        }

        _scope.DotIsData = dotIsData && word == "if";
        _scope.Loops += word == "range" ? 1 : 0;
        var (then, end, at) = Nodes();
        _scope.DotIsData = dotIsData;
        _scope.Loops -= word == "range" ? 1 : 0;

        // What the first branch declares ends with it; of what the word itself sets, only a loop's is unknown to the other.
        _scope.Forget(word == "range" || !subject.Declares ? declared : declared + names.Count);
        var otherwise = end == "else" ? Otherwise() : new Block([], at);
        if (end != "else")
        {
            Ends(word, end, at);
        }

        _scope.Forget(declared);
        _scope.Leave();
        return word == "range" ? new Loop(subject, then, otherwise, place) : new Condition(subject, word == "with", then, otherwise, place);
    }

    // 'else if' and 'else with' end with the same 'end' as what they belong to.
    private Block Otherwise()
    {
        var place = _cursor.Place;
        if (Word("if", "with") is { } word)
        {
            return new Block([Branch(word, place)], place);
        }

        Close();
        var (otherwise, end, at) = Nodes();
        Ends("else", end, at);
        return otherwise;
    }

    private void Ends(string word, string? end, Place at)
    {
        if (end != "end")
        {
            throw at.Fail(end is null ? $"'{{{{ end }}}}' of '{word}' is missing" : word == "else" ? "a second 'else'" : $"'else' does not belong to '{word}'");
        }

        Close();
    }

    private Operand Pipeline() => new PipelineParser(_cursor, _dialect, _scope, _called).Pipeline();

    private string TemplateName(string word)
    {
        _cursor.SkipSpace();
        return _cursor.Peek is '"' or '`' ? Literals.Text(_cursor) : throw _cursor.Place.Fail($"'{word}' is followed by a name in quotes");
    }

    private string? Word(params ReadOnlySpan<string> words)
    {
        _cursor.SkipSpace();
        var start = _cursor.Offset;
        var word = _cursor.Name();
        if (words.Contains(word))
        {
            return word;
        }

        _cursor.Offset = start;
        return null;
    }

    // '$name :=', '$name =' or '$name, $name :='.
    private (IReadOnlyList<string> Names, bool Declares)? Assigned()
    {
        _cursor.SkipSpace();
        var (start, names) = (_cursor.Offset, new List<string>());
        while (_cursor.Take("$"))
        {
            names.Add("$" + _cursor.Name());
            _cursor.SkipSpace();
            if (!_cursor.Take(","))
            {
                break;
            }

            _cursor.SkipSpace();
        }

        var declares = names.Count > 0 && _cursor.Take(":=");
        if (!declares && !(names.Count > 0 && _cursor.Take("=")))
        {
            _cursor.Offset = start;
            return null;
        }

        return declares || names.Find(name => !_scope.Knows(name)) is not { } unknown ? (names, declares)
            : throw new Place(_source, start).Fail($"'{unknown}' is not declared; ':=' does that");
    }

    // '{{/* … */}}', which the markers may trim.
    private bool Comment()
    {
        if (!_cursor.StartsWith("/*"))
        {
            return false;
        }

        var end = _source.Text.IndexOf("*/", _cursor.Offset + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            throw _cursor.Place.Fail("a comment is not closed");
        }

        _cursor.Offset = end + 2;
        Close();
        return true;
    }

    // Takes the text up to the next action, and moves into that; false at the end of the template.
    private bool Text(List<Node> nodes)
    {
        var place = _cursor.Place;
        var open = _source.Text.IndexOf("{{", place.Offset, StringComparison.Ordinal);
        var text = _source.Text.AsSpan(place.Offset, (open < 0 ? _source.Text.Length : open) - place.Offset);
        text = _trimNext ? text.TrimStart(" \t\r\n") : text;
        var trims = open >= 0 && _source.Text.AsSpan(open + 2) is ['-', ' ' or '\t' or '\r' or '\n', ..];
        text = trims ? text.TrimEnd(" \t\r\n") : text;
        if (text.Length > 0)
        {
            nodes.Add(new PlainText(text.ToString(), place));
        }

        _trimNext = false;
        _cursor.Offset = open < 0 ? _source.Text.Length : open + (trims ? 3 : 2);
        _cursor.SkipSpace();
        return open >= 0;
    }

    private void Close() => _trimNext = _cursor.Close();
}

/// <summary>What a text came to: itself, the named templates in it, and the functions it calls.</summary>
internal sealed record ParsedText(TemplateBody Body, IReadOnlyDictionary<string, TemplateBody> Defined, IReadOnlySet<string> Called);
