using System.Globalization;
using System.Text.Json;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.PromQlDifferential;

/// <summary>What a side answers: a failure, a text, or series in the order given; a scalar is a series without labels.</summary>
internal sealed record Answer
{
    /// <summary>As the HTTP API names it: <c>vector</c>, <c>matrix</c>, <c>scalar</c>, <c>string</c>; null for a failure.</summary>
    public string? ResultType { get; init; }

    /// <summary>The kind of a failure: <c>bad_data</c>, <c>execution</c> and so on.</summary>
    public string? ErrorType { get; init; }

    /// <summary>What is said of it.</summary>
    public string Error { get; init; } = "";

    public string Text { get; init; } = "";

    public IReadOnlyList<MatrixSeries> Series { get; init; } = [];

    /// <summary>What Prometheus' HTTP API answered.</summary>
    public static Answer OfJson(JsonElement answer)
    {
        if (answer.GetProperty("status").GetString() != "success")
        {
            return new Answer { ErrorType = answer.GetProperty("errorType").GetString(), Error = answer.GetProperty("error").GetString()! };
        }

        var data = answer.GetProperty("data");
        var (type, result) = (data.GetProperty("resultType").GetString()!, data.GetProperty("result"));
        return type switch
        {
            "string" => new Answer { ResultType = type, Text = result[1].GetString()! },
            "scalar" => new Answer { ResultType = type, Series = [new MatrixSeries(LabelSet.Empty, [Point(result)])] },
            "vector" => new Answer { ResultType = type, Series = [.. result.EnumerateArray().Select(one => new MatrixSeries(Labels(one), [Point(one.GetProperty("value"))]))] },
            _ => new Answer { ResultType = type, Series = [.. result.EnumerateArray().Select(one => new MatrixSeries(Labels(one), [.. one.GetProperty("values").EnumerateArray().Select(Point)]))] },
        };
    }

    /// <summary>What our engine answered.</summary>
    public static Answer OfValue(QueryValue value) => value switch
    {
        TextValue text => new Answer { ResultType = value.ResultType, Text = text.Value },
        ScalarValue scalar => new Answer { ResultType = value.ResultType, Series = [new MatrixSeries(LabelSet.Empty, [new Sample(scalar.TimestampMs, scalar.Value)])] },
        VectorValue vector => new Answer { ResultType = value.ResultType, Series = [.. vector.Samples.Select(one => new MatrixSeries(Rounded(one.Labels), [new Sample(one.TimestampMs, one.Value)]))] },
        _ => new Answer { ResultType = value.ResultType, Series = [.. ((MatrixValue)value).Series.Select(one => one with { Labels = Rounded(one.Labels) })] },
    };

    /// <summary>The answer on a few lines.</summary>
    public string Show()
    {
        const int Shown = 4;
        if (ErrorType is not null) return $"{ErrorType}: {Error}";
        if (ResultType == "string") return Text;
        var lines = Series.Take(Shown).Select(one => $"{LabelText.Format(one.Labels)} {string.Join(' ', one.Samples.Take(Shown).Select(Show))}{(one.Samples.Count > Shown ? " …" : "")}");
        return $"{ResultType} of {Series.Count}: {string.Join("; ", lines)}{(Series.Count > Shown ? "; …" : "")}";
    }

    private static string Show(Sample sample) => $"{NumberText.Plain(sample.Value)}@{((sample.TimestampMs - DifferentialData.StartMs) / 1_000.0).ToString(CultureInfo.InvariantCulture)}";

    private static LabelSet Labels(JsonElement series) => Rounded(series.GetProperty("metric").EnumerateObject().Select(label => new Label(label.Name, label.Value.GetString()!)));

    // What count_values makes of a long number ends in digits that rounding decides.
    private static LabelSet Rounded(IEnumerable<Label> labels) => LabelSet.Create(labels.Select(label =>
        label.Value.Length > 12 && double.TryParse(label.Value, CultureInfo.InvariantCulture, out double number) ? label with { Value = number.ToString("G14", CultureInfo.InvariantCulture) } : label));

    private static Sample Point(JsonElement pair) => new((long)Math.Round(pair[0].GetDouble() * 1_000), Number(pair[1].GetString()!));

    private static double Number(string text) => text switch
    {
        "NaN" => double.NaN,
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
