namespace PerfMonitor.PromQL.Parsing;

/// <summary>
/// Cuts a query into tokens. Inside braces words are plain label names; inside brackets a colon splits a subquery;
/// everywhere else words may be keywords, in any case.
/// </summary>
internal sealed class Lexer
{
    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "offset", "smoothed", "anchored", "by", "without", "on", "ignoring", "group_left", "group_right", "bool", "fill", "fill_left", "fill_right",
    };

    private static readonly HashSet<string> OperatorWords = new(StringComparer.OrdinalIgnoreCase) { "and", "or", "unless", "atan2" };

    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _parentheses;
    private bool _inBraces;
    private bool _inBrackets;
    private bool _sawColon;

    private Lexer(string text) => _text = text;

    /// <summary>
    /// All tokens, the last one <see cref="TokenKind.End"/>; or those up to the place where the text cannot be cut into tokens, and what is wrong
    /// there: it is for the parser to say which fault comes first.
    /// </summary>
    public static (List<Token> Tokens, PromParseException? Fault) Scan(string text)
    {
        var lexer = new Lexer(text);
        try
        {
            while (lexer.SkipSpace()) lexer.Next();
            lexer.CheckClosed();
            lexer._tokens.Add(new Token(TokenKind.End, "", new TextRange(text.Length, text.Length)));
            return (lexer._tokens, null);
        }
        catch (PromParseException fault)
        {
            return (lexer._tokens, fault);
        }
    }

    private char Current => Peek(0);

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private bool SkipSpace()
    {
        while (_at < _text.Length)
        {
            if (Current is ' ' or '\t' or '\n' or '\r') _at++;
            else if (Current == '#') _at = _text.IndexOf('\n', _at) is >= 0 and var end ? end : _text.Length;
            else return true;
        }

        return false;
    }

    private void CheckClosed()
    {
        var end = new TextRange(_text.Length, _text.Length);
        if (_inBraces) throw new PromParseException(end, "unexpected end of input inside braces");
        if (_inBrackets) throw new PromParseException(end, "unclosed left bracket");
        if (_parentheses > 0) throw new PromParseException(end, "unclosed left parenthesis");
    }

    private void Next()
    {
        int start = _at;
        if (_inBraces) InsideBraces(start);
        else Statement(start);
    }

    private void Statement(int start)
    {
        switch (Current)
        {
            case '(':
                _parentheses++;
                Emit(TokenKind.LeftParenthesis, start, 1);
                break;
            case ')':
                // Prometheus has read past it by then, and names the place behind.
                if (--_parentheses < 0) throw Error(start + 1, "unexpected right parenthesis ')'");
                Emit(TokenKind.RightParenthesis, start, 1);
                break;
            case '{':
                _inBraces = true;
                Emit(TokenKind.LeftBrace, start, 1);
                break;
            case '[':
                if (_inBrackets) throw Error(start, "unexpected left bracket '['");
                (_inBrackets, _sawColon) = (true, false);
                Emit(TokenKind.LeftBracket, start, 1);
                break;
            case ']':
                if (!_inBrackets) throw Error(start, "unexpected right bracket ']'");
                _inBrackets = false;
                Emit(TokenKind.RightBracket, start, 1);
                break;
            case ':' when _inBrackets:
                if (_sawColon) throw Error(start, "unexpected colon ':'");
                _sawColon = true;
                Emit(TokenKind.Colon, start, 1);
                break;
            case ',': Emit(TokenKind.Comma, start, 1); break;
            case '@': Emit(TokenKind.At, start, 1); break;
            case '+': Emit(TokenKind.Add, start, 1); break;
            case '-': Emit(TokenKind.Subtract, start, 1); break;
            case '*': Emit(TokenKind.Multiply, start, 1); break;
            case '/': Emit(TokenKind.Divide, start, 1); break;
            case '%': Emit(TokenKind.Modulo, start, 1); break;
            case '^': Emit(TokenKind.Power, start, 1); break;
            case '=' or '!' or '<' or '>': Comparison(start); break;
            case '"' or '\'' or '`': Text(start); break;
            default: WordOrNumber(start); break;
        }
    }

    private void Comparison(int start)
    {
        char next = Peek(1);
        switch (Current)
        {
            case '=' when next == '=': Emit(TokenKind.EqualEqual, start, 2); break;
            case '=' when next == '~': throw Error(start + 1, "unexpected character after '=': '~'");
            case '=': Emit(TokenKind.Assign, start, 1); break;
            case '!' when next == '=': Emit(TokenKind.NotEqual, start, 2); break;
            case '!': throw Error(start, $"unexpected character after '!': {Quote(next)}");
            case '<' or '>' when next == '/': throw Error(start, $"{_text.Substring(start, 2)} trims native histograms, which are not supported");
            case '<' when next == '=': Emit(TokenKind.LessOrEqual, start, 2); break;
            case '<': Emit(TokenKind.Less, start, 1); break;
            case '>' when next == '=': Emit(TokenKind.GreaterOrEqual, start, 2); break;
            default: Emit(TokenKind.Greater, start, 1); break;
        }
    }

    private void WordOrNumber(int start)
    {
        if (char.IsAsciiDigit(Current) || (Current == '.' && char.IsAsciiDigit(Peek(1))))
        {
            (int length, bool isDuration, bool sound) = NumberScan.Scan(_text.AsSpan(start));
            if (!sound) throw Error(start, $"bad number or duration syntax: \"{_text.Substring(start, length)}\"");
            Emit(isDuration ? TokenKind.Duration : TokenKind.Number, start, length);
            return;
        }

        if (!IsWordStart(Current) && (Current != ':' || _inBrackets)) throw Error(start, $"unexpected character: {Quote(Current)}");
        int end = start;
        while (end < _text.Length && (IsWordPart(_text[end]) || (_text[end] == ':' && !_inBrackets))) end++;
        Emit(WordKind(_text[start..end]), start, end - start);
    }

    private static TokenKind WordKind(string word)
    {
        if (Ast.AggregationOperators.TryParse(word, out _)) return TokenKind.AggregationWord;
        if (OperatorWords.Contains(word)) return TokenKind.OperatorWord;
        if (Keywords.Contains(word)) return TokenKind.Keyword;
        if (word.Equals("inf", StringComparison.OrdinalIgnoreCase) || word.Equals("nan", StringComparison.OrdinalIgnoreCase)) return TokenKind.Number;
        return word.Contains(':', StringComparison.Ordinal) ? TokenKind.MetricIdentifier : TokenKind.Identifier;
    }

    private void InsideBraces(int start)
    {
        switch (Current)
        {
            case '{': throw Error(start, "unexpected left brace '{'");
            case '}':
                _inBraces = false;
                Emit(TokenKind.RightBrace, start, 1);
                break;
            case ',': Emit(TokenKind.Comma, start, 1); break;
            case '"' or '\'' or '`': Text(start); break;
            case '=' when Peek(1) == '~': Emit(TokenKind.RegexEqual, start, 2); break;
            case '=': Emit(TokenKind.Assign, start, 1); break;
            case '!' when Peek(1) == '~': Emit(TokenKind.RegexNotEqual, start, 2); break;
            case '!' when Peek(1) == '=': Emit(TokenKind.NotEqual, start, 2); break;
            case '!': throw Error(start, $"unexpected character after '!' inside braces: {Quote(Peek(1))}");
            default:
                if (!IsWordStart(Current)) throw Error(start, $"unexpected character inside braces: {Quote(Current)}");
                int end = start;
                while (end < _text.Length && IsWordPart(_text[end])) end++;
                Emit(TokenKind.Identifier, start, end - start);
                break;
        }
    }

    private void Text(int start)
    {
        char quote = Current;
        int end = start + 1;
        while (end < _text.Length && _text[end] != quote && (quote == '`' || _text[end] != '\n')) end += _text[end] == '\\' && quote != '`' ? 2 : 1;
        if (end >= _text.Length || _text[end] != quote)
        {
            throw Error(start, quote == '`' ? "unterminated raw string" : "unterminated quoted string");
        }

        Emit(TokenKind.Text, start, end + 1 - start);
    }

    private void Emit(TokenKind kind, int start, int length)
    {
        _at = start + length;
        _tokens.Add(new Token(kind, _text.Substring(start, length), new TextRange(start, _at)));
    }

    private PromParseException Error(int at, string reason) => new(new TextRange(at, _text.Length), reason);

    private static string Quote(char c) => c switch
    {
        '\0' => "end of input",
        '\\' => @"'\\'",
        _ => $"'{c}'",
    };

    private static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
