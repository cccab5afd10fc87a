using System.Text;

namespace PerfMonitor.Analytics.Rules;

/// <summary>A place inside a placeholder, and the small pieces that can be read there.</summary>
internal sealed class TemplateCursor(string source, int position)
{
    public int Position { get; private set; } = position;

    /// <summary>The next character, or NUL at the end.</summary>
    public char Peek => Position < source.Length ? source[Position] : '\0';

    public void SkipSpace()
    {
        while (char.IsWhiteSpace(Peek))
        {
            Position++;
        }
    }

    /// <summary>Skips <c>/* … */</c>, which fills a whole placeholder.</summary>
    public bool SkipComment()
    {
        if (!source.AsSpan(Position).StartsWith("/*"))
        {
            return false;
        }

        var end = source.IndexOf("*/", Position, StringComparison.Ordinal);
        Position = end < 0 ? throw Fail("a comment is not closed") : end + 2;
        return true;
    }

    public bool Take(char expected)
    {
        SkipSpace();
        if (Peek != expected)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Moves past the end of the placeholder; says whether it asks to trim the text after it.</summary>
    public bool Close()
    {
        SkipSpace();
        if (source.AsSpan(Position).StartsWith("-}}"))
        {
            Position += 3;
            return true;
        }

        if (!source.AsSpan(Position).StartsWith("}}"))
        {
            throw Fail(Position >= source.Length ? "'}}' is missing" : $"unexpected '{Peek}'");
        }

        Position += 2;
        return false;
    }

    /// <summary>Whether the placeholder ends here with <c>-}}</c>, which begins like a number.</summary>
    public bool Closes => source.AsSpan(Position).StartsWith("-}}");

    /// <summary>Moves past one of the words; null, and nowhere, where there is none of them.</summary>
    public string? TakeAnyWord(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (TakeWord(word))
            {
                return word;
            }
        }

        return null;
    }

    public bool TakeWord(string word)
    {
        SkipSpace();
        var end = Position + word.Length;
        if (!source.AsSpan(Position).StartsWith(word) || (end < source.Length && char.IsAsciiLetterOrDigit(source[end])))
        {
            return false;
        }

        Position = end;
        return true;
    }

    /// <summary>Moves past <c>$name :=</c>, <c>$name =</c> or <c>$name, $name :=</c>; null, and nowhere, where there is none of them.</summary>
    public (IReadOnlyList<string> Names, bool Declares)? Assignment()
    {
        SkipSpace();
        var (start, names) = (Position, new List<string>());
        while (Peek == '$')
        {
            names.Add(Variable());
            if (!Take(','))
            {
                break;
            }

            SkipSpace();
        }

        var declares = names.Count > 0 && Take(':');
        if (names.Count > 0 && Take('='))
        {
            return names.Find(static name => name.Contains('.')) is { } field ? throw Fail($"'{field}' cannot be set; a variable's name has no '.'") : (names, declares);
        }

        Position = start;
        return null;
    }

    /// <summary>A function's name, or null where there is none.</summary>
    public string? Word()
    {
        SkipSpace();
        var start = Position;
        while (char.IsAsciiLetterOrDigit(Peek) && !(Position == start && char.IsAsciiDigit(Peek)))
        {
            Position++;
        }

        return Position == start ? null : source[start..Position];
    }

    public string Number()
    {
        var start = Position;
        while (char.IsAsciiLetterOrDigit(Peek) || Peek is '.' or '-' or '+' or '_')
        {
            Position++;
        }

        return source[start..Position];
    }

    /// <summary>A name like <c>$labels.instance</c> or <c>.Value</c>.</summary>
    public string Variable()
    {
        var start = Position++;
        while (char.IsAsciiLetterOrDigit(Peek) || Peek is '.' or '_')
        {
            Position++;
        }

        return source[start..Position];
    }

    /// <summary>A quoted text, or a raw one between backquotes.</summary>
    public string Text()
    {
        var quote = source[Position++];
        var text = new StringBuilder();
        for (; Position < source.Length && Peek != quote; Position++)
        {
            if (quote == '"' && Peek == '\\')
            {
                Position++;
                text.Append(Peek switch { 'n' => '\n', 't' => '\t', '"' => '"', '\\' => '\\', _ => throw Fail($"unknown escape '\\{Peek}'") });
            }
            else
            {
                text.Append(Peek);
            }
        }

        return Take(quote) ? text.ToString() : throw Fail("a quoted text is not closed");
    }

    public TemplateException Fail(string message) => new($"template, character {Position + 1}: {message}");
}
