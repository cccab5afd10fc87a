namespace PerfMonitor.PromQL.Parsing;

/// <summary>A position in the tokens of a query, and the words for what was not expected there.</summary>
internal sealed class TokenReader
{
    private readonly List<Token> _tokens;
    private readonly PromParseException? _fault;
    private int _at;
    private int _depth;

    public TokenReader(string text)
    {
        (_tokens, _fault) = Lexer.Scan(text);
        if (_fault is not null) _tokens.Add(Token.Fault);
    }

    /// <summary>What is being parsed, for faults at whose place nothing more is known of it.</summary>
    public string Context { get; set; } = "";

    public Token Current => _tokens[_at] is { Kind: not TokenKind.Fault } token ? token : throw _fault!;

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

    /// <summary>Goes a level deeper into the text, which <see cref="Leave"/> ends; for whatever makes a parser call itself.</summary>
    public void Enter()
    {
        if (++_depth > ExpressionParser.MaxNesting) throw new PromParseException(Current.Position, $"the expression is nested deeper than {ExpressionParser.MaxNesting} levels");
    }

    public void Leave() => _depth--;

    /// <summary>"unexpected X in context, expected Y", with the parts that are known.</summary>
    public PromParseException Unexpected(string context = "", string expected = "")
    {
        string message = "unexpected " + Current.Describe();
        if (context.Length == 0) context = Context;
        if (context.Length > 0) message += " in " + context;
        if (expected.Length > 0) message += ", expected " + expected;
        return new PromParseException(Current.Position, message);
    }
}
