namespace PerfMonitor.Templates.Syntax;

/// <summary>A place inside an action, and the small pieces that can be read there.</summary>
internal sealed class Cursor(SourceText source)
{
    private readonly string _text = source.Text;

    public int Offset { get; set; }

    public Place Place => new(source, Offset);

    /// <summary>The next character, or NUL at the end.</summary>
    public char Peek => Offset < _text.Length ? _text[Offset] : '\0';

    /// <summary>The character behind the next.</summary>
    public char Next => Offset + 1 < _text.Length ? _text[Offset + 1] : '\0';

    /// <summary>The character before, or NUL at the beginning.</summary>
    public char Previous => Offset > 0 ? _text[Offset - 1] : '\0';

    public bool IsAtEnd => Offset >= _text.Length;

    public bool StartsWith(string words) => _text.AsSpan(Offset).StartsWith(words, StringComparison.Ordinal);

    /// <summary>Skips white space; says whether there was any.</summary>
    public bool SkipSpace()
    {
        var start = Offset;
        while (IsSpace(Peek))
        {
            Offset++;
        }

        return Offset > start;
    }

    public bool Take(string words)
    {
        if (!StartsWith(words))
        {
            return false;
        }

        Offset += words.Length;
        return true;
    }

    /// <summary>A name of letters, digits and underscores; empty where none begins.</summary>
    public string Name()
    {
        var start = Offset;
        while (IsNameCharacter(Peek) && !(Offset == start && char.IsDigit(Peek)))
        {
            Offset++;
        }

        return _text[start..Offset];
    }

    /// <summary>Whether the action ends here; a trim marker needs white space before it.</summary>
    public bool IsAtClose => StartsWith("}}") || (StartsWith("-}}") && IsSpace(Previous));

    /// <summary>Moves past the end of the action; says whether it asks to trim the text after it.</summary>
    public bool Close()
    {
        SkipSpace();
        if (!IsAtClose)
        {
            throw Place.Fail(IsAtEnd ? "'}}' is missing" : $"unexpected {Shown}");
        }

        var trims = Peek == '-';
        Offset += trims ? 3 : 2;
        return trims;
    }

    /// <summary>The next character for a message.</summary>
    public string Shown => IsAtEnd ? "end of the template" : $"'{(char.IsHighSurrogate(Peek) && Offset + 1 < _text.Length ? _text.Substring(Offset, 2) : Peek.ToString())}'";

    public string Slice(int start) => _text[start..Offset];

    public static bool IsSpace(char one) => one is ' ' or '\t' or '\r' or '\n';

    public static bool IsNameCharacter(char one) => one == '_' || char.IsLetterOrDigit(one);
}
