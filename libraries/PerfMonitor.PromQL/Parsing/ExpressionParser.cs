using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Functions;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.PromQL.Parsing;

/// <summary>
/// Recursive descent over the tokens, operators by precedence climbing. Selectors, durations, aggregations and the
/// modifiers of operators have parsers of their own.
/// </summary>
internal sealed class ExpressionParser
{
    /// <summary>Deepest nesting of parentheses, calls, signs and powers, those within durations included; bounds the stack of the parsers, some 1 KB a level.</summary>
    public const int MaxNesting = 400;

    /// <summary>Deepest tree, which a long chain of operators is too; bounds the stack of everything that walks it.</summary>
    public const int MaxDepth = 1_000;

    private readonly TokenReader _tokens;
    private readonly SelectorParser _selectors;
    private readonly OperatorParser _operators;

    private ExpressionParser(string text)
    {
        _tokens = new TokenReader(text);
        var durations = new DurationParser(_tokens);
        _selectors = new SelectorParser(_tokens, durations);
        _operators = new OperatorParser(_tokens);
    }

    /// <summary>Parses and type-checks a whole query.</summary>
    public static Expression Parse(string text)
    {
        try
        {
            var parser = new ExpressionParser(text);
            if (parser._tokens.At(TokenKind.End)) throw new PromParseException(new TextRange(0, 0), "no expression found in input");
            var expression = parser.ParseBinary(0);
            if (!parser._tokens.At(TokenKind.End)) throw parser._tokens.Unexpected();
            TypeCheck.Check(expression);
            return expression;
        }
        catch (PromParseException broken)
        {
            throw broken.In(text);
        }
    }

    /// <summary>Parses a selector alone, as the <c>match[]</c> parameters of the HTTP API hold.</summary>
    public static VectorSelector ParseSelector(string text) =>
        Parse(text) as VectorSelector is { Offset: null, At: null } selector
            ? selector
            : throw new PromParseException(new TextRange(0, text.Length), "expected a series selector such as up{job=\"api\"}", text);

    private Expression ParseBinary(int minPrecedence)
    {
        var left = ParseUnary();
        while (_operators.TryPeek(out var op, out int precedence) && precedence >= minPrecedence)
        {
            var modifiers = _operators.TakeWithModifiers(op);
            // The power operator alone groups from the right, each one within the one before.
            _tokens.Enter();
            var right = ParseBinary(op == BinaryOperator.Power ? precedence : precedence + 1);
            _tokens.Leave();
            left = modifiers.Combine(left, right);
        }

        return left;
    }

    private Expression ParseUnary()
    {
        _tokens.Enter();
        var expression = _tokens.Current.Kind is TokenKind.Add or TokenKind.Subtract ? ParseSigned() : ParsePostfix(ParsePrimary());
        _tokens.Leave();
        return expression;
    }

    private Expression ParseSigned()
    {
        var sign = _tokens.Take();
        bool negative = sign.Kind == TokenKind.Subtract;
        // A sign binds like a multiplication: -2^2 is -(2^2).
        var operand = ParseBinary(OperatorParser.Precedence(BinaryOperator.Multiply) + 1);
        var position = TextRange.Covering(sign.Position, operand.Position);
        if (operand is NumberLiteral number)
        {
            return new NumberLiteral(negative ? -number.Value : number.Value) { Position = position, IsDuration = number.IsDuration };
        }

        return new UnaryOperation(negative, operand) { Position = position };
    }

    private Expression ParsePostfix(Expression expression)
    {
        while (true)
        {
            if (_tokens.At(TokenKind.LeftBracket)) expression = _selectors.ParseRange(expression);
            else if (_tokens.At("offset")) expression = _selectors.ParseOffset(expression);
            else if (_tokens.At(TokenKind.At)) expression = _selectors.ParseAt(expression);
            else if (_tokens.At("anchored") || _tokens.At("smoothed")) expression = _selectors.ParseEdges(expression);
            else return expression;
        }
    }

    private Expression ParsePrimary()
    {
        var token = _tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Number or TokenKind.Duration:
                return ParseNumber();
            case TokenKind.Text:
                _tokens.Take();
                return new StringLiteral(TextLiteral.Read(token)) { Position = token.Position };
            case TokenKind.LeftParenthesis:
                return ParseParentheses();
            case TokenKind.LeftBrace:
                return _selectors.ParseVector(null);
            case TokenKind.AggregationWord when _tokens.Following is { Kind: TokenKind.LeftParenthesis } || _tokens.Following.Is("by") || _tokens.Following.Is("without"):
                return ParseAggregation();
            case TokenKind.Identifier when _tokens.Following.Kind == TokenKind.LeftParenthesis:
                return ParseCall();
            case TokenKind.Identifier or TokenKind.MetricIdentifier or TokenKind.AggregationWord:
            case var _ when token.NamesMetric:
                return _selectors.ParseVector(_tokens.Take());
            default:
                throw _tokens.Unexpected();
        }
    }

    private NumberLiteral ParseNumber()
    {
        var token = _tokens.Take();
        if (token.Kind == TokenKind.Duration && DurationText.TryParse(token.Text, out long milliseconds))
        {
            return new NumberLiteral(milliseconds / 1000.0) { Position = token.Position, IsDuration = true };
        }

        return NumberScan.TryRead(token.Text, out double value)
            ? new NumberLiteral(value) { Position = token.Position }
            : throw new PromParseException(token.Position, $"error parsing number: \"{token.Text}\" is no number");
    }

    private Parentheses ParseParentheses()
    {
        var open = _tokens.Take();
        var inner = ParseBinary(0);
        var close = _tokens.Expect(TokenKind.RightParenthesis, "", "");
        return new Parentheses(inner) { Position = TextRange.Covering(open.Position, close.Position) };
    }

    private FunctionCall ParseCall()
    {
        var name = _tokens.Take();
        // What is wrong within the call is named first.
        (var arguments, var end) = ParseArguments();
        if (FunctionSignatures.IsNativeHistogramOnly(name.Text))
        {
            throw new PromParseException(name.Position, $"{name.Text}() works on native histograms, which are not supported; classic histograms have the series _sum, _count and _bucket");
        }

        var signature = FunctionSignatures.Find(name.Text)
            ?? throw new PromParseException(name.Position, $"unknown function with name {Quoting.Quote(name.Text)}");
        return new FunctionCall(signature.Name, arguments, signature.Returns) { Position = TextRange.Covering(name.Position, end) };
    }

    private Aggregation ParseAggregation()
    {
        var name = _tokens.Take();
        if (!AggregationOperators.TryParse(name.Text, out var op)) throw new InvalidOperationException($"the lexer took '{name.Text}' for an aggregation");
        string around = _tokens.Context;
        _tokens.Context = "aggregation";
        var grouping = _operators.TryParseGrouping();
        if (!_tokens.At(TokenKind.LeftParenthesis)) throw _tokens.Unexpected();
        (var arguments, var end) = ParseArguments();
        _tokens.Context = around;
        if (grouping is null && (grouping = _operators.TryParseGrouping()) is { } after) end = after.Position;

        var position = TextRange.Covering(name.Position, end);
        if (arguments.Count == 0) throw new PromParseException(position, "no arguments for aggregate expression provided");
        int wanted = op.TakesParameter() ? 2 : 1;
        if (arguments.Count != wanted)
        {
            throw new PromParseException(position, $"wrong number of arguments for aggregate expression provided, expected {wanted}, got {arguments.Count}");
        }

        return new Aggregation(op, arguments[^1], wanted == 2 ? arguments[0] : null, grouping?.Labels ?? [], grouping?.Without ?? false)
        {
            Position = position,
        };
    }

    private (List<Expression> Arguments, TextRange End) ParseArguments()
    {
        _tokens.Take();
        var arguments = new List<Expression>();
        while (!_tokens.At(TokenKind.RightParenthesis))
        {
            arguments.Add(ParseBinary(0));
            if (!_tokens.At(TokenKind.Comma)) break;
            var comma = _tokens.Take();
            if (!_tokens.Current.BeginsExpression) throw new PromParseException(comma.Position, "trailing commas not allowed in function call args");
        }

        return (arguments, _tokens.Expect(TokenKind.RightParenthesis, "", "").Position);
    }
}
