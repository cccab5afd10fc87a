using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.PromQL.Parsing;

/// <summary>Labels after <c>by</c> or <c>without</c>.</summary>
internal sealed record Grouping(IReadOnlyList<string> Labels, bool Without, TextRange Position);

/// <summary>An operator with all that is written between it and its right side.</summary>
internal sealed record OperatorWithModifiers(BinaryOperator Operator, bool ReturnsBool, VectorMatching Matching, TextRange Position)
{
    public BinaryOperation Combine(Expression left, Expression right) => new(Operator, left, right)
    {
        Position = TextRange.Covering(left.Position, right.Position),
        OperatorPosition = Position,
        ReturnsBool = ReturnsBool,
        Matching = Matching,
    };
}

/// <summary>Binary operators, their precedence and their modifiers <c>bool</c>, <c>on</c>, <c>ignoring</c>, <c>group_x</c>, <c>fill</c>.</summary>
internal sealed class OperatorParser(TokenReader tokens)
{
    /// <summary>Higher binds tighter.</summary>
    public static int Precedence(BinaryOperator op) => op switch
    {
        BinaryOperator.Or => 1,
        BinaryOperator.And or BinaryOperator.Unless => 2,
        BinaryOperator.Add or BinaryOperator.Subtract => 4,
        BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo or BinaryOperator.Atan2 => 5,
        BinaryOperator.Power => 6,
        _ => 3,
    };

    public bool TryPeek(out BinaryOperator op, out int precedence)
    {
        BinaryOperator? found = tokens.Current.Kind switch
        {
            TokenKind.Add => BinaryOperator.Add,
            TokenKind.Subtract => BinaryOperator.Subtract,
            TokenKind.Multiply => BinaryOperator.Multiply,
            TokenKind.Divide => BinaryOperator.Divide,
            TokenKind.Modulo => BinaryOperator.Modulo,
            TokenKind.Power => BinaryOperator.Power,
            TokenKind.EqualEqual => BinaryOperator.Equal,
            TokenKind.NotEqual => BinaryOperator.NotEqual,
            TokenKind.Greater => BinaryOperator.Greater,
            TokenKind.Less => BinaryOperator.Less,
            TokenKind.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
            TokenKind.LessOrEqual => BinaryOperator.LessOrEqual,
            TokenKind.OperatorWord => tokens.Current.Text.ToLowerInvariant() switch
            {
                "and" => BinaryOperator.And,
                "or" => BinaryOperator.Or,
                "unless" => BinaryOperator.Unless,
                _ => BinaryOperator.Atan2,
            },
            _ => null,
        };
        op = found.GetValueOrDefault();
        precedence = Precedence(op);
        return found is not null;
    }

    public OperatorWithModifiers TakeWithModifiers(BinaryOperator op)
    {
        var position = tokens.Take().Position;
        bool returnsBool = tokens.At("bool");
        if (returnsBool) tokens.Take();

        var matching = new VectorMatching { Cardinality = op.IsSet() ? MatchCardinality.ManyToMany : MatchCardinality.OneToOne };
        if (tokens.At("on") || tokens.At("ignoring"))
        {
            bool on = tokens.Take().Is("on");
            matching = matching with { On = on, Labels = ParseLabels().Labels };
            if (tokens.At("group_left") || tokens.At("group_right")) matching = ParseGroupModifier(matching);
        }

        while ((tokens.At("fill") || tokens.At("fill_left") || tokens.At("fill_right")) && tokens.Following.Kind == TokenKind.LeftParenthesis)
        {
            matching = ParseFill(matching);
        }

        return new OperatorWithModifiers(op, returnsBool, matching, position);
    }

    /// <summary>Reads <c>by (…)</c> or <c>without (…)</c> where one stands.</summary>
    public Grouping? TryParseGrouping()
    {
        if (!tokens.At("by") && !tokens.At("without")) return null;
        var keyword = tokens.Take();
        (var labels, var end) = ParseLabels();
        return new Grouping(labels, keyword.Is("without"), TextRange.Covering(keyword.Position, end));
    }

    private VectorMatching ParseGroupModifier(VectorMatching matching)
    {
        bool left = tokens.Take().Is("group_left");
        if (!tokens.Current.BeginsExpression) throw tokens.Unexpected("grouping opts", "\"(\"");
        return matching with
        {
            Cardinality = left ? MatchCardinality.ManyToOne : MatchCardinality.OneToMany,
            Include = tokens.At(TokenKind.LeftParenthesis) ? ParseLabels().Labels : [],
        };
    }

    private VectorMatching ParseFill(VectorMatching matching)
    {
        var keyword = tokens.Take();
        tokens.Take();
        bool negative = tokens.At(TokenKind.Subtract);
        if (negative || tokens.At(TokenKind.Add)) tokens.Take();
        var number = tokens.Expect(TokenKind.Number, "fill modifier", "number");
        if (!NumberScan.TryRead(number.Text, out double value)) throw new PromParseException(number.Position, $"error parsing number: \"{number.Text}\" is no number");
        tokens.Expect(TokenKind.RightParenthesis, "fill modifier", "\")\"");
        if (negative) value = -value;
        return matching with
        {
            FillLeft = keyword.Is("fill_right") ? matching.FillLeft : value,
            FillRight = keyword.Is("fill_left") ? matching.FillRight : value,
        };
    }

    private (List<string> Labels, TextRange End) ParseLabels()
    {
        tokens.Expect(TokenKind.LeftParenthesis, "grouping opts", "\"(\"");
        var labels = new List<string>();
        while (!tokens.At(TokenKind.RightParenthesis))
        {
            labels.Add(ParseLabel());
            if (!tokens.TryTake(TokenKind.Comma) && !tokens.At(TokenKind.RightParenthesis)) throw tokens.Unexpected("grouping opts", "\",\" or \")\"");
        }

        return (labels, tokens.Take().Position);
    }

    private string ParseLabel()
    {
        var token = tokens.Current;
        bool isWord = token.Kind is TokenKind.Identifier or TokenKind.AggregationWord or TokenKind.OperatorWord or TokenKind.Keyword;
        if (!isWord && token.Kind != TokenKind.Text) throw tokens.Unexpected("grouping opts", "label");
        tokens.Take();
        string label = isWord ? token.Text : TextLiteral.Read(token);
        return LabelNames.IsValid(label) ? label : throw new PromParseException(token.Position, $"invalid label name for grouping: {Notation.Quoting.Quote(label)}");
    }
}
