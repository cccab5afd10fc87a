namespace PerfMonitor.PromQL.Parsing;

internal enum TokenKind
{
    End,
    Identifier,
    MetricIdentifier,
    Number,
    Duration,
    Text,
    LeftParenthesis,
    RightParenthesis,
    LeftBrace,
    RightBrace,
    LeftBracket,
    RightBracket,
    Comma,
    Colon,
    At,

    /// <summary>The single equals sign of a matcher.</summary>
    Assign,
    NotEqual,
    RegexEqual,
    RegexNotEqual,

    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    EqualEqual,
    Greater,
    Less,
    GreaterOrEqual,
    LessOrEqual,

    /// <summary><c>and</c>, <c>or</c>, <c>unless</c>, <c>atan2</c>: operators written as words.</summary>
    OperatorWord,

    /// <summary><c>sum</c>, <c>avg</c> and the other aggregations.</summary>
    AggregationWord,

    /// <summary><c>by</c>, <c>on</c>, <c>offset</c>, <c>bool</c> and the like.</summary>
    Keyword,
}

/// <summary>A token of a query; <paramref name="Text"/> is as written.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, TextRange Position)
{
    public bool Is(string keyword) => Kind == TokenKind.Keyword && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>As error messages name it: <c>identifier "foo"</c>, <c>&lt;op:*&gt;</c>, <c>end of input</c>.</summary>
    public string Describe() => Kind switch
    {
        TokenKind.End => "end of input",
        TokenKind.Identifier or TokenKind.MetricIdentifier => $"identifier \"{Text}\"",
        TokenKind.Number => $"number {Shortened()}",
        TokenKind.Duration => $"duration {Shortened()}",
        TokenKind.Text => $"string {Shortened()}",
        TokenKind.Keyword => $"<{Text.ToLowerInvariant()}>",
        TokenKind.AggregationWord => $"<aggr:{Text.ToLowerInvariant()}>",
        TokenKind.OperatorWord or (>= TokenKind.Add and <= TokenKind.LessOrEqual) or TokenKind.NotEqual or TokenKind.RegexEqual or TokenKind.RegexNotEqual =>
            $"<op:{Text.ToLowerInvariant()}>",
        _ => Shortened(),
    };

    private string Shortened()
    {
        const int MaxShown = 10;
        return Text.Length > MaxShown ? Notation.Quoting.Quote(Text[..MaxShown]) + "..." : Notation.Quoting.Quote(Text);
    }
}
