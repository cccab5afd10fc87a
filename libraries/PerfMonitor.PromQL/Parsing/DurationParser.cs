using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.PromQL.Parsing;

/// <summary>Durations in brackets and behind <c>offset</c>: literals, and arithmetic over them and the query's step and range.</summary>
internal sealed class DurationParser(TokenReader tokens)
{
    private const string Expected = "number, duration, step(), or range()";

    private const string Offset = "offset";

    private int _operators;

    /// <summary>A range or step in brackets: any expression, above zero where that is known already.</summary>
    public DurationExpression ParsePositive()
    {
        _operators = 0;
        var duration = Whole(ParseBinary(0, "subquery or range selector"));
        if (duration.IsConstant && !(Checked(duration) > 0)) throw new PromParseException(duration.Position, "duration must be greater than 0");
        return duration;
    }

    /// <summary>An offset: one operand, with a sign where wanted; anything longer needs parentheses.</summary>
    public DurationExpression ParseOffset()
    {
        _operators = 0;
        var duration = Whole(ParseOperand(Offset));
        if (duration.IsConstant) Checked(duration);
        return duration;
    }

    /// <summary>The seconds a number or duration token stands for.</summary>
    public static double Seconds(Token token)
    {
        if (token.Kind == TokenKind.Duration) return DurationText.TryParse(token.Text, out long milliseconds) ? milliseconds / 1000.0 : double.NaN;
        return NumberScan.TryRead(token.Text, out double seconds) ? seconds : double.NaN;
    }

    /// <summary>A number by itself is a duration in seconds.</summary>
    private static DurationExpression Whole(DurationExpression duration)
    {
        if (duration is not DurationNumber number) return duration;
        double milliseconds = Math.Round(number.Value * 1000, MidpointRounding.AwayFromZero);
        return Math.Abs(milliseconds) < long.MaxValue
            ? new DurationLiteral((long)milliseconds) { Position = number.Position }
            : throw new PromParseException(number.Position, "duration out of range");
    }

    private static double Checked(DurationExpression duration)
    {
        double seconds = duration.Seconds(TimeSpan.Zero, TimeSpan.Zero);
        // 292 years in seconds: what Go's durations, and therefore Prometheus' messages, know as the end.
        const double Longest = 9223372036;
        return Math.Abs(seconds) <= Longest ? seconds : throw new PromParseException(duration.Position, "duration out of range");
    }

    private DurationExpression ParseBinary(int minPrecedence, string context)
    {
        var left = ParseOperand(context);
        while (Operator() is var (op, precedence) && precedence >= minPrecedence)
        {
            // A chain of operators is a deep tree too; counting them bounds the stack of everything that walks it.
            if (++_operators > ExpressionParser.MaxDepth) throw new PromParseException(tokens.Current.Position, $"the duration has more than {ExpressionParser.MaxDepth} operators");
            tokens.Take();
            tokens.Enter();
            var right = ParseBinary(op == DurationOperator.Power ? precedence : precedence + 1, context);
            tokens.Leave();
            left = new DurationOperation(op, left, right) { Position = TextRange.Covering(left.Position, right.Position) };
        }

        return left;
    }

    private (DurationOperator Operator, int Precedence)? Operator() => tokens.Current.Kind switch
    {
        TokenKind.Add => (DurationOperator.Add, 1),
        TokenKind.Subtract => (DurationOperator.Subtract, 1),
        TokenKind.Multiply => (DurationOperator.Multiply, 2),
        TokenKind.Divide => (DurationOperator.Divide, 2),
        TokenKind.Modulo => (DurationOperator.Modulo, 2),
        TokenKind.Power => (DurationOperator.Power, 3),
        _ => null,
    };

    private DurationExpression ParseOperand(string context)
    {
        tokens.Enter();
        var operand = Operand(context);
        tokens.Leave();
        return operand;
    }

    private DurationExpression Operand(string context)
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Number or TokenKind.Duration:
                tokens.Take();
                return Literal(token);
            case TokenKind.Add or TokenKind.Subtract:
                tokens.Take();
                // An offset without parentheses is one duration and its sign.
                var operand = context == Offset ? ParseOperand(context) : ParseBinary(3, context);
                return Signed(token, operand);
            case TokenKind.LeftParenthesis:
                tokens.Take();
                var inner = ParseBinary(0, context);
                var close = tokens.Expect(TokenKind.RightParenthesis, context, "\")\"");
                return new DurationParentheses(inner) { Position = TextRange.Covering(token.Position, close.Position) };
            case TokenKind.Identifier or TokenKind.AggregationWord when tokens.Following.Kind == TokenKind.LeftParenthesis:
                return Function(token, context);
            default:
                throw tokens.Unexpected(context, Expected);
        }
    }

    private static DurationExpression Signed(Token sign, DurationExpression operand)
    {
        var position = TextRange.Covering(sign.Position, operand.Position);
        bool negative = sign.Kind == TokenKind.Subtract;
        if (operand is DurationLiteral literal) return new DurationLiteral(negative ? -literal.Milliseconds : literal.Milliseconds) { Position = position };
        if (operand is DurationNumber number) return new DurationNumber(negative ? -number.Value : number.Value) { Position = position };
        return new DurationSign(negative, operand) { Position = position };
    }

    private static DurationExpression Literal(Token token)
    {
        if (token.Kind == TokenKind.Number) return new DurationNumber(Seconds(token)) { Position = token.Position };
        return DurationText.TryParse(token.Text, out long milliseconds)
            ? new DurationLiteral(milliseconds) { Position = token.Position }
            : throw new PromParseException(token.Position, "duration out of range");
    }

    private DurationExpression Function(Token name, string context)
    {
        string function = name.Text.ToLowerInvariant();
        if (function is not ("step" or "range" or "min" or "max" or "min_of" or "max_of")) throw tokens.Unexpected(context, Expected);
        tokens.Take();
        tokens.Take();
        if (function is "step" or "range")
        {
            var position = TextRange.Covering(name.Position, tokens.Expect(TokenKind.RightParenthesis, context, "\")\"").Position);
            return function == "step" ? new DurationStep { Position = position } : new DurationRange { Position = position };
        }

        var left = ParseBinary(0, context);
        tokens.Expect(TokenKind.Comma, context, "\",\"");
        var right = ParseBinary(0, context);
        var close = tokens.Expect(TokenKind.RightParenthesis, context, "\")\"");
        var op = function.StartsWith("min", StringComparison.Ordinal) ? DurationOperator.Minimum : DurationOperator.Maximum;
        return new DurationOperation(op, left, right) { Position = TextRange.Covering(name.Position, close.Position) };
    }
}
