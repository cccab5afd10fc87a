namespace PerfMonitor.PromQL.Parsing;

/// <summary>A position in the tokens of a query, and the words for what was not expected there.</summary>
internal sealed class TokenReader(string text)
{
    private readonly List<Token> _tokens = Lexer.Scan(text);
    private int _at;

    public Token Current => _tokens[_at];

    public Token Following => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    public bool At(TokenKind kind) => Current.Kind == kind;

    public bool At(string keyword) => Current.Is(keyword);

    public Token Take()
    {
        var token = Current;
        if (token.Kind != TokenKind.End) _at++;
        return token;
    }

    public bool TryTake(TokenKind kind)
    {
        if (!At(kind)) return false;
        Take();
        return true;
    }

    public Token Expect(TokenKind kind, string context, string expected) => At(kind) ? Take() : throw Unexpected(context, expected);

    /// <summary>"unexpected X in context, expected Y", with the parts that are known.</summary>
    public PromParseException Unexpected(string context = "", string expected = "")
    {
        string message = "unexpected " + Current.Describe();
        if (context.Length > 0) message += " in " + context;
        if (expected.Length > 0) message += ", expected " + expected;
        return new PromParseException(Current.Position, message);
    }
}
