using System.Globalization;
using System.Text;

namespace PerfMonitor.Alerting.Receivers.Templates;

/// <summary>Reads a template. Errors name the line.</summary>
internal sealed class TemplateParser(string source)
{
    private const int Deepest = 20;

    private int _at;
    private bool _trimNext;

    public TemplateBlock Parse()
    {
        var (block, end) = Block(0);
        return end == "" ? block : throw Fail($"'{end}' has no beginning");
    }

    // Up to the end of the text or a placeholder that ends a block; which one is returned.
    private (TemplateBlock Block, string End) Block(int depth)
    {
        if (depth > Deepest)
        {
            throw Fail($"blocks stand in each other more than {Deepest} deep");
        }

        var nodes = new List<ITemplateNode>();
        while (true)
        {
            Text(nodes);
            if (_at >= source.Length)
            {
                return (new TemplateBlock(nodes), "");
            }

            _at += source.AsSpan(_at).StartsWith("{{- ") ? 4 : 2;
            Skip();
            if (source.AsSpan(_at).StartsWith("/*"))
            {
                var end = source.IndexOf("*/", _at, StringComparison.Ordinal);
                _at = end < 0 ? throw Fail("a comment is not closed") : end + 2;
                Close();
                continue;
            }

            var start = _at;
            switch (Word())
            {
                case "if":
                    nodes.Add(If(depth));
                    break;
                case "range":
                    var list = Pipeline();
                    Close();
                    var (each, otherwise) = Branches(depth);
                    nodes.Add(new TemplateRange(list, each, otherwise));
                    break;
                case "end":
                    Close();
                    return (new TemplateBlock(nodes), "end");
                case "else":
                    return (new TemplateBlock(nodes), "else");
                default:
                    _at = start;
                    nodes.Add(new TemplateOutput(Pipeline()));
                    Close();
                    break;
            }
        }
    }

    private TemplateIf If(int depth)
    {
        var condition = Pipeline();
        Close();
        var (then, otherwise) = Branches(depth);
        return new TemplateIf(condition, then, otherwise);
    }

    private (ITemplateNode Then, ITemplateNode Else) Branches(int depth)
    {
        var (then, end) = Block(depth + 1);
        if (end == "end")
        {
            return (then, new TemplateBlock([]));
        }

        if (end != "else")
        {
            throw Fail("'{{ end }}' is missing");
        }

        Skip();
        var start = _at;
        if (Word() == "if")
        {
            return (then, If(depth + 1));
        }

        _at = start;
        Close();
        var (otherwise, last) = Block(depth + 1);
        return last == "end" ? (then, otherwise) : throw Fail("'{{ end }}' is missing");
    }

    private void Text(List<ITemplateNode> nodes)
    {
        var open = source.IndexOf("{{", _at, StringComparison.Ordinal);
        var text = source[_at..(open < 0 ? source.Length : open)];
        text = _trimNext ? text.TrimStart() : text;
        _trimNext = false;
        if (open >= 0 && source.AsSpan(open).StartsWith("{{- "))
        {
            text = text.TrimEnd();
        }

        if (text.Length > 0)
        {
            nodes.Add(new TemplateText(text));
        }

        _at = open < 0 ? source.Length : open;
    }

    private ITemplateValue Pipeline()
    {
        var value = Command(null);
        while (Take('|'))
        {
            value = Command(value);
        }

        return value;
    }

    // A function with its values, or one value; what comes through a pipe is the last of them.
    private ITemplateValue Command(ITemplateValue? piped)
    {
        Skip();
        var start = _at;
        if (Word() is { Length: > 0 } name)
        {
            if (!TemplateFunctions.Knows(name))
            {
                _at = start;
                throw Fail($"there is no function '{name}'; there are {TemplateFunctions.Names}");
            }

            var arguments = new List<ITemplateValue>();
            while (Operand() is { } argument)
            {
                arguments.Add(argument);
            }

            return new TemplateCall(name, piped is null ? arguments : [.. arguments, piped]);
        }

        var value = Operand() ?? throw Fail("a value is missing");
        return piped is null ? value : throw Fail("only a function can stand behind '|'");
    }

    private ITemplateValue? Operand()
    {
        Skip();
        switch (Peek)
        {
            case '(':
                _at++;
                var inner = Pipeline();
                return Take(')') ? inner : throw Fail("')' is missing");
            case '"' or '`':
                return new TemplateLiteral(Quoted());
            case '$' or '.':
                return Path();
            case (>= '0' and <= '9') or '-' when Number() is { } number:
                return new TemplateLiteral(number);
            default:
                return null;
        }
    }

    private TemplatePath Path()
    {
        var fromRoot = Peek == '$';
        _at += fromRoot ? 1 : 0;
        var names = new List<string>();
        while (Peek == '.')
        {
            _at++;
            if (Word() is { Length: > 0 } name)
            {
                names.Add(name);
            }
            else if (names.Count > 0 || fromRoot)
            {
                throw Fail("a field's name is missing behind '.'");
            }
        }

        return new TemplatePath(fromRoot, names);
    }

    private double? Number()
    {
        var start = _at;
        while (char.IsAsciiDigit(Peek) || Peek is '.' or '-')
        {
            _at++;
        }

        return double.TryParse(source.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Fail("this is no number");
    }

    private string Quoted()
    {
        var quote = source[_at++];
        var text = new StringBuilder();
        for (; Peek != quote; _at++)
        {
            if (_at >= source.Length)
            {
                throw Fail("a text is not closed");
            }

            if (quote == '"' && Peek == '\\' && _at + 1 < source.Length)
            {
                _at++;
                text.Append(Peek switch { 'n' => '\n', 't' => '\t', var other => other });
            }
            else
            {
                text.Append(Peek);
            }
        }

        _at++;
        return text.ToString();
    }

    private void Close()
    {
        Skip();
        _trimNext = source.AsSpan(_at).StartsWith("-}}");
        if (!_trimNext && !source.AsSpan(_at).StartsWith("}}"))
        {
            throw Fail(_at >= source.Length ? "'}}' is missing" : $"'{Peek}' is not expected here");
        }

        _at += _trimNext ? 3 : 2;
    }

    private string Word()
    {
        var start = _at;
        while (char.IsAsciiLetter(Peek) || Peek == '_' || (_at > start && char.IsAsciiDigit(Peek)))
        {
            _at++;
        }

        return source[start.._at];
    }

    private bool Take(char expected)
    {
        Skip();
        if (Peek != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private char Peek => _at < source.Length ? source[_at] : '\0';

    private void Skip()
    {
        while (char.IsWhiteSpace(Peek))
        {
            _at++;
        }
    }

    private TemplateException Fail(string what) => new($"line {source.AsSpan(0, Math.Min(_at, source.Length)).Count('\n') + 1}: {what}");
}
