using System.Text.Json;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Functions;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Analytics.Api;

/// <summary>A parsed query as <c>parse_query</c> of the Prometheus API shows it. Durations that depend on the query's own step are shown as 0.</summary>
internal static class ExpressionJson
{
    public static void Write(Utf8JsonWriter json, Expression expression)
    {
        json.WriteStartObject();
        json.WriteString("type", TypeOf(expression));
        switch (expression)
        {
            case NumberLiteral number: json.WriteString("val", NumberText.Plain(number.Value)); break;
            case StringLiteral text: json.WriteString("val", text.Value); break;
            case Parentheses parentheses: WriteNode(json, "expr", parentheses.Inner); break;
            case UnaryOperation unary:
                json.WriteString("op", unary.Negative ? "-" : "+");
                WriteNode(json, "expr", unary.Operand);
                break;
            case BinaryOperation binary: WriteBinary(json, binary); break;
            case Aggregation aggregation: WriteAggregation(json, aggregation); break;
            case FunctionCall call: WriteCall(json, call); break;
            case VectorSelector selector: WriteSelector(json, selector, null); break;
            case MatrixSelector matrix: WriteSelector(json, matrix.Selector, matrix.Range); break;
            case Subquery subquery:
                WriteNode(json, "expr", subquery.Inner);
                json.WriteNumber("range", Milliseconds(subquery.Range));
                json.WriteNumber("step", Milliseconds(subquery.Step));
                WriteTime(json, subquery.Offset, subquery.At);
                break;
        }

        json.WriteEndObject();
    }

    private static string TypeOf(Expression expression) => expression switch
    {
        NumberLiteral => "numberLiteral",
        StringLiteral => "stringLiteral",
        Parentheses => "parenExpr",
        UnaryOperation => "unaryExpr",
        BinaryOperation => "binaryExpr",
        Aggregation => "aggregation",
        FunctionCall => "call",
        VectorSelector => "vectorSelector",
        MatrixSelector => "matrixSelector",
        _ => "subquery",
    };

    private static void WriteNode(Utf8JsonWriter json, string name, Expression? expression)
    {
        json.WritePropertyName(name);
        if (expression is null)
        {
            json.WriteNullValue();
        }
        else
        {
            Write(json, expression);
        }
    }

    private static void WriteBinary(Utf8JsonWriter json, BinaryOperation binary)
    {
        json.WriteString("op", binary.Operator.Symbol());
        WriteNode(json, "lhs", binary.Left);
        WriteNode(json, "rhs", binary.Right);
        json.WriteBoolean("bool", binary.ReturnsBool);
        if (binary is not { Matching: { } matching, Left.Type: PromType.InstantVector, Right.Type: PromType.InstantVector })
        {
            json.WriteNull("matching");
            return;
        }

        json.WriteStartObject("matching");
        json.WriteString("card", matching.Cardinality switch
        {
            MatchCardinality.OneToOne => "one-to-one",
            MatchCardinality.ManyToOne => "many-to-one",
            MatchCardinality.OneToMany => "one-to-many",
            _ => "many-to-many",
        });
        WriteTexts(json, "labels", matching.Labels);
        json.WriteBoolean("on", matching.On);
        WriteTexts(json, "include", matching.Include);
        json.WriteEndObject();
    }

    private static void WriteAggregation(Utf8JsonWriter json, Aggregation aggregation)
    {
        json.WriteString("op", aggregation.Operator.Name());
        WriteNode(json, "expr", aggregation.Operand);
        WriteNode(json, "param", aggregation.Parameter);
        WriteTexts(json, "grouping", aggregation.Grouping);
        json.WriteBoolean("without", aggregation.Without);
    }

    private static void WriteCall(Utf8JsonWriter json, FunctionCall call)
    {
        var signature = FunctionSignatures.Find(call.Name)!;
        json.WriteStartObject("func");
        json.WriteString("name", signature.Name);
        WriteTexts(json, "argTypes", signature.Arguments.Select(Name));
        json.WriteNumber("variadic", signature.Optional);
        json.WriteString("returnType", Name(signature.Returns));
        json.WriteEndObject();
        json.WriteStartArray("args");
        foreach (var argument in call.Arguments)
        {
            Write(json, argument);
        }

        json.WriteEndArray();
    }

    private static void WriteSelector(Utf8JsonWriter json, VectorSelector selector, DurationExpression? range)
    {
        json.WriteString("name", selector.Name ?? "");
        if (range is not null)
        {
            json.WriteNumber("range", Milliseconds(range));
        }

        json.WriteStartArray("matchers");
        foreach (var matcher in selector.Matchers)
        {
            json.WriteStartObject();
            json.WriteString("name", matcher.Name);
            json.WriteString("value", matcher.Value);
            json.WriteString("type", matcher.Kind switch { MatchKind.Equal => "=", MatchKind.NotEqual => "!=", MatchKind.Regex => "=~", _ => "!~" });
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTime(json, selector.Offset, selector.At);
    }

    private static void WriteTime(Utf8JsonWriter json, DurationExpression? offset, AtModifier? at)
    {
        json.WriteNumber("offset", Milliseconds(offset));
        json.WritePropertyName("timestamp");
        if (at is { Kind: AtKind.Timestamp })
        {
            json.WriteNumberValue(at.TimestampMs);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteString("startOrEnd", at?.Kind switch { AtKind.Start => "start", AtKind.End => "end", _ => null });
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static string Name(PromType type) => type switch
    {
        PromType.Scalar => "scalar",
        PromType.InstantVector => "vector",
        PromType.RangeVector => "matrix",
        _ => "string",
    };

    private static long Milliseconds(DurationExpression? duration) =>
        duration is { IsConstant: true } ? (long)Math.Round(duration.Seconds(TimeSpan.Zero, TimeSpan.Zero) * 1_000) : 0;
}
