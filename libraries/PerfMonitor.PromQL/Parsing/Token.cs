namespace PerfMonitor.PromQL.Parsing;

internal enum TokenKind
{
    End,

    /// <summary>What is no token.</summary>
    Fault,
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
    /// <summary>Stands where the text cannot be cut into tokens any further.</summary>
    public static Token Fault { get; } = new(TokenKind.Fault, "", default);

    public bool Is(string keyword) => Kind == TokenKind.Keyword && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an expression may begin with it.</summary>
    public bool BeginsExpression => NamesMetric || Kind
        is TokenKind.Number or TokenKind.Duration or TokenKind.Text or TokenKind.LeftParenthesis or TokenKind.LeftBrace or TokenKind.Add or TokenKind.Subtract
        or TokenKind.Identifier or TokenKind.MetricIdentifier or TokenKind.AggregationWord;

    /// <summary>A word of the language that is the name of a metric where nothing else makes sense.</summary>
    public bool NamesMetric => Kind switch
    {
        TokenKind.OperatorWord => !Text.Equals("atan2", StringComparison.OrdinalIgnoreCase),
        TokenKind.Keyword => Text.ToLowerInvariant() is "by" or "without" or "offset" or "fill" or "fill_left" or "fill_right" or "anchored" or "smoothed",
        _ => false,
    };

    /// <summary>As error messages name it: <c>identifier "foo"</c>, <c>&lt;op:*&gt;</c>, <c>end of input</c>.</summary>
    public string Describe() => Kind switch
    {
        TokenKind.End => "end of input",
        // Words with a meaning of their own in some places.
        TokenKind.Identifier when Text.ToLowerInvariant() is "start" or "end" or "step" or "range" => $"\"{Text}\"",
        TokenKind.Identifier => $"identifier \"{Text}\"",
        TokenKind.MetricIdentifier => $"metric identifier \"{Text}\"",
        TokenKind.Number => $"number {Shortened()}",
        TokenKind.Duration => $"duration {Shortened()}",
        TokenKind.Text => $"string {Shortened()}",
        TokenKind.Keyword => $"<{Text}>",
        TokenKind.AggregationWord => $"<aggr:{Text}>",
        TokenKind.At or TokenKind.OperatorWord or (>= TokenKind.Add and <= TokenKind.LessOrEqual) or TokenKind.NotEqual or TokenKind.RegexEqual or TokenKind.RegexNotEqual =>
            $"<op:{Text}>",
        _ => Shortened(),
    };

    private string Shortened()
    {
        const int MaxShown = 10;
        return Text.Length > MaxShown ? Notation.Quoting.Quote(Text[..MaxShown]) + "..." : Notation.Quoting.Quote(Text);
    }
}
