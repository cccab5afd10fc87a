using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Parsing;

/// <summary>Selectors and what may follow one: a range, a subquery, <c>offset</c>, <c>@</c>, <c>anchored</c>, <c>smoothed</c>.</summary>
internal sealed class SelectorParser(TokenReader tokens, DurationParser durations)
{
    /// <summary>Parses <c>name{…}</c>, <c>name</c> or <c>{…}</c>; the name, where there is one, is taken already.</summary>
    public VectorSelector ParseVector(Token? name)
    {
        var position = name?.Position ?? tokens.Current.Position;
        var matchers = new List<LabelMatcher>();
        string? metric = name?.Text;
        if (tokens.At(TokenKind.LeftBrace)) position = TextRange.Covering(position, ParseMatchers(matchers, ref metric));
        if (metric is not null) matchers.Add(LabelMatcher.Create(MatchKind.Equal, LabelSet.MetricName, metric));
        return new VectorSelector(metric, matchers) { Position = position };
    }

    /// <summary>Parses <c>[5m]</c> or <c>[5m:1m]</c> behind an expression.</summary>
    public Expression ParseRange(Expression expression)
    {
        var open = tokens.Take();
        var range = durations.ParsePositive();
        if (tokens.TryTake(TokenKind.Colon))
        {
            var step = tokens.At(TokenKind.RightBracket) ? null : durations.ParsePositive();
            var end = tokens.Expect(TokenKind.RightBracket, "subquery selector", "\"]\"");
            return new Subquery(expression, range, step) { Position = TextRange.Covering(expression.Position, end.Position) };
        }

        var close = tokens.Expect(TokenKind.RightBracket, "subquery or range", "\":\" or \"]\"");
        string? fault = expression switch
        {
            not VectorSelector => "ranges only allowed for vector selectors",
            VectorSelector { Offset: not null } => "no offset modifiers allowed before range",
            VectorSelector { At: not null } => "no @ modifiers allowed before range",
            _ => null,
        };
        if (fault is not null) throw new PromParseException(TextRange.Covering(open.Position, close.Position), fault);
        var selector = (VectorSelector)expression;
        return new MatrixSelector(selector, range) { Position = TextRange.Covering(expression.Position, close.Position) };
    }

    /// <summary>Parses <c>offset 5m</c> behind a selector or subquery.</summary>
    public Expression ParseOffset(Expression expression)
    {
        tokens.Take();
        var offset = durations.ParseOffset();
        bool twice = expression is VectorSelector { Offset: not null } or MatrixSelector { Selector.Offset: not null } or Subquery { Offset: not null };
        if (twice) throw new PromParseException(expression.Position, "offset may not be set multiple times");
        var position = TextRange.Covering(expression.Position, offset.Position);
        return expression switch
        {
            VectorSelector vector => vector with { Offset = offset, Position = position },
            MatrixSelector matrix => matrix with { Selector = matrix.Selector with { Offset = offset }, Position = position },
            Subquery subquery => subquery with { Offset = offset, Position = position },
            _ => throw MustFollowSelector(expression, "offset modifier"),
        };
    }

    /// <summary>Parses <c>@ 1609746000</c>, <c>@ start()</c> or <c>@ end()</c> behind a selector or subquery.</summary>
    public Expression ParseAt(Expression expression)
    {
        tokens.Take();
        (var at, var end) = ParseAtTime();
        bool twice = expression is VectorSelector { At: not null } or MatrixSelector { Selector.At: not null } or Subquery { At: not null };
        if (twice) throw new PromParseException(expression.Position, "@ <timestamp> may not be set multiple times");
        var position = TextRange.Covering(expression.Position, end);
        return expression switch
        {
            VectorSelector vector => vector with { At = at, Position = position },
            MatrixSelector matrix => matrix with { Selector = matrix.Selector with { At = at }, Position = position },
            Subquery subquery => subquery with { At = at, Position = position },
            _ => throw MustFollowSelector(expression, "@ modifier"),
        };
    }

    /// <summary>Parses <c>anchored</c> or <c>smoothed</c> behind a selector.</summary>
    public Expression ParseEdges(Expression expression)
    {
        var word = tokens.Take();
        var edges = word.Is("anchored") ? RangeEdges.Anchored : RangeEdges.Smoothed;
        var position = TextRange.Covering(expression.Position, word.Position);
        var before = expression switch
        {
            VectorSelector vector => vector.Edges,
            MatrixSelector matrix => matrix.Selector.Edges,
            _ => throw MustFollowSelector(expression, word.Text.ToLowerInvariant() + " modifier"),
        };
        if (before != RangeEdges.Plain)
        {
            throw new PromParseException(expression.Position, before == edges ? $"{word.Text} modifier may not be set multiple times" : "anchored and smoothed modifiers cannot be used together");
        }

        return expression is MatrixSelector range
            ? range with { Selector = range.Selector with { Edges = edges }, Position = position }
            : edges == RangeEdges.Smoothed
                ? (VectorSelector)expression with { Edges = edges, Position = position }
                : throw new PromParseException(position, "anchored modifier can only be used with range vector selectors");
    }

    private static PromParseException MustFollowSelector(Expression expression, string what) =>
        new(expression.Position, $"{what} must be preceded by an instant vector selector or range vector selector or a subquery");

    private (AtModifier At, TextRange End) ParseAtTime()
    {
        var token = tokens.Current;
        if (token.Kind == TokenKind.Identifier && token.Text is "start" or "end")
        {
            tokens.Take();
            tokens.Expect(TokenKind.LeftParenthesis, "@", "timestamp");
            var close = tokens.Expect(TokenKind.RightParenthesis, "@", "timestamp");
            return (new AtModifier(token.Text == "start" ? AtKind.Start : AtKind.End), close.Position);
        }

        bool negative = tokens.At(TokenKind.Subtract);
        if (negative || tokens.At(TokenKind.Add)) tokens.Take();
        var number = tokens.Current.Kind is TokenKind.Number or TokenKind.Duration ? tokens.Take() : throw tokens.Unexpected("@", "timestamp");
        double seconds = DurationParser.Seconds(number) * (negative ? -1 : 1);
        if (!(Math.Abs(seconds) < long.MaxValue / 1000.0))
        {
            throw new PromParseException(number.Position, $"timestamp out of bounds for @ modifier: {NumberText.Plain(seconds)}");
        }

        return (new AtModifier(AtKind.Timestamp, (long)Math.Round(seconds * 1000, MidpointRounding.AwayFromZero)), number.Position);
    }

    private TextRange ParseMatchers(List<LabelMatcher> matchers, ref string? metric)
    {
        tokens.Take();
        while (!tokens.At(TokenKind.RightBrace))
        {
            if (TryParseMetricName() is var quoted && quoted is null) matchers.Add(ParseMatcher());
            else if (metric is null) metric = quoted;
            else matchers.Add(LabelMatcher.Create(MatchKind.Equal, LabelSet.MetricName, quoted));
            if (!tokens.TryTake(TokenKind.Comma) && !tokens.At(TokenKind.RightBrace)) throw tokens.Unexpected("label matching", "\",\" or \"}\"");
        }

        return tokens.Take().Position;
    }

    /// <summary>A metric name in quotes, standing alone among the matchers: <c>{"http.requests", job="api"}</c>.</summary>
    private string? TryParseMetricName()
    {
        if (tokens.Current.Kind != TokenKind.Text || tokens.Following.Kind is not (TokenKind.Comma or TokenKind.RightBrace)) return null;
        var token = tokens.Take();
        string name = TextLiteral.Read(token);
        return LabelNames.IsValid(name) ? name : throw new PromParseException(token.Position, $"invalid metric name {Quoting.Quote(name)}");
    }

    private LabelMatcher ParseMatcher()
    {
        var token = tokens.Current;
        if (token.Kind is not (TokenKind.Identifier or TokenKind.Text)) throw tokens.Unexpected("label matching", "identifier or \"}\"");
        tokens.Take();
        string label = token.Kind == TokenKind.Text ? TextLiteral.Read(token) : token.Text;
        if (!LabelNames.IsValid(label)) throw new PromParseException(token.Position, $"invalid label name {Quoting.Quote(label)}");
        MatchKind? kind = tokens.Current.Kind switch
        {
            TokenKind.Assign => MatchKind.Equal,
            TokenKind.NotEqual => MatchKind.NotEqual,
            TokenKind.RegexEqual => MatchKind.Regex,
            TokenKind.RegexNotEqual => MatchKind.NotRegex,
            _ => null,
        };
        if (kind is null) throw tokens.Unexpected("label matching", "label matching operator");
        tokens.Take();
        var value = tokens.Expect(TokenKind.Text, "label matching", "string");
        try
        {
            return LabelMatcher.Create(kind.Value, label, TextLiteral.Read(value));
        }
        catch (ArgumentException broken)
        {
            throw new PromParseException(TextRange.Covering(token.Position, value.Position), broken.InnerException is null ? broken.Message : StripParameter(broken));
        }
    }

    private static string StripParameter(ArgumentException broken) =>
        broken.ParamName is null ? broken.Message : broken.Message.Replace($" (Parameter '{broken.ParamName}')", "", StringComparison.Ordinal);
}
