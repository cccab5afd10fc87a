namespace PerfMonitor.Ingestion.Parsing;

/// <summary>How a field's value is written in JSON and on the wire.</summary>
internal enum FieldKind
{
    Text,
    Bytes,
    Bool,
    Double,
    Fixed64,
    SFixed64,
    Int64,
    UInt64,
    UInt32,
    SInt32,
    Enum,
    Message,
}

/// <param name="Number">The field's number on the wire.</param>
/// <param name="Name">Its name in the .proto file, snake case.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Repeated">Whether it is a list.</param>
/// <param name="Message">The type of a nested message. A function because attribute values nest themselves.</param>
/// <param name="EnumPrefix">What the names of an enumeration's values begin with.</param>
internal sealed record FieldSchema(int Number, string Name, FieldKind Kind, bool Repeated = false, Func<FieldSchema[]>? Message = null, string EnumPrefix = "")
{
    /// <summary>The name in proto3 JSON: lower camel case.</summary>
    public string JsonName { get; } = string.Concat(Name.Split('_').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
}

/// <summary>
/// The messages of OTLP metrics as far as we read them (opentelemetry/proto/{common,resource,metrics}/v1).
/// What is not in here, exemplars among it, is passed over in JSON as it is on the wire.
/// </summary>
internal static class OtlpSchema
{
    private static readonly string[] Temporalities = ["UNSPECIFIED", "DELTA", "CUMULATIVE"];

    private static readonly FieldSchema[] AnyValue =
    [
        new(1, "string_value", FieldKind.Text),
        new(2, "bool_value", FieldKind.Bool),
        new(3, "int_value", FieldKind.Int64),
        new(4, "double_value", FieldKind.Double),
        new(5, "array_value", FieldKind.Message, Message: () => ArrayValue!),
        new(6, "kvlist_value", FieldKind.Message, Message: () => KeyValueList!),
        new(7, "bytes_value", FieldKind.Bytes),
    ];

    private static readonly FieldSchema[] KeyValue = [new(1, "key", FieldKind.Text), new(2, "value", FieldKind.Message, Message: () => AnyValue)];
    private static readonly FieldSchema[] ArrayValue = [new(1, "values", FieldKind.Message, Repeated: true, () => AnyValue)];
    private static readonly FieldSchema[] KeyValueList = [new(1, "values", FieldKind.Message, Repeated: true, () => KeyValue)];

    private static readonly FieldSchema StartTime = new(2, "start_time_unix_nano", FieldKind.Fixed64);
    private static readonly FieldSchema Time = new(3, "time_unix_nano", FieldKind.Fixed64);
    private static readonly FieldSchema Sum = new(5, "sum", FieldKind.Double);

    private static readonly FieldSchema[] NumberPoint =
    [
        Attributes(7), StartTime, Time, new(4, "as_double", FieldKind.Double), new(6, "as_int", FieldKind.SFixed64), new(8, "flags", FieldKind.UInt32),
    ];

    private static readonly FieldSchema[] HistogramPoint =
    [
        Attributes(9), StartTime, Time, new(4, "count", FieldKind.Fixed64), Sum,
        new(6, "bucket_counts", FieldKind.Fixed64, Repeated: true), new(7, "explicit_bounds", FieldKind.Double, Repeated: true), new(10, "flags", FieldKind.UInt32),
    ];

    private static readonly FieldSchema[] Buckets = [new(1, "offset", FieldKind.SInt32), new(2, "bucket_counts", FieldKind.UInt64, Repeated: true)];

    private static readonly FieldSchema[] ExponentialPoint =
    [
        Attributes(1), StartTime, Time, new(4, "count", FieldKind.Fixed64), Sum, new(6, "scale", FieldKind.SInt32), new(7, "zero_count", FieldKind.Fixed64),
        new(8, "positive", FieldKind.Message, Message: () => Buckets), new(9, "negative", FieldKind.Message, Message: () => Buckets),
        new(10, "flags", FieldKind.UInt32), new(14, "zero_threshold", FieldKind.Double),
    ];

    private static readonly FieldSchema[] Quantile = [new(1, "quantile", FieldKind.Double), new(2, "value", FieldKind.Double)];

    private static readonly FieldSchema[] SummaryPoint =
    [
        Attributes(7), StartTime, Time, new(4, "count", FieldKind.Fixed64), Sum,
        new(6, "quantile_values", FieldKind.Message, Repeated: true, () => Quantile), new(8, "flags", FieldKind.UInt32),
    ];

    private static readonly FieldSchema Temporality = new(2, "aggregation_temporality", FieldKind.Enum, EnumPrefix: "AGGREGATION_TEMPORALITY_");

    private static readonly FieldSchema[] Metric =
    [
        new(1, "name", FieldKind.Text), new(2, "description", FieldKind.Text), new(3, "unit", FieldKind.Text),
        new(5, "gauge", FieldKind.Message, Message: static () => GaugeData!),
        new(7, "sum", FieldKind.Message, Message: static () => SumData!),
        new(9, "histogram", FieldKind.Message, Message: static () => HistogramData!),
        new(10, "exponential_histogram", FieldKind.Message, Message: static () => ExponentialData!),
        new(11, "summary", FieldKind.Message, Message: static () => SummaryData!),
    ];

    private static readonly FieldSchema[] GaugeData = [Points(NumberPoint)];
    private static readonly FieldSchema[] SumData = [Points(NumberPoint), Temporality, new(3, "is_monotonic", FieldKind.Bool)];
    private static readonly FieldSchema[] HistogramData = [Points(HistogramPoint), Temporality];
    private static readonly FieldSchema[] ExponentialData = [Points(ExponentialPoint), Temporality];
    private static readonly FieldSchema[] SummaryData = [Points(SummaryPoint)];

    private static readonly FieldSchema[] Scope = [new(1, "name", FieldKind.Text), new(2, "version", FieldKind.Text), Attributes(3)];

    private static readonly FieldSchema[] ScopeMetrics =
    [
        new(1, "scope", FieldKind.Message, Message: () => Scope), new(2, "metrics", FieldKind.Message, Repeated: true, () => Metric), new(3, "schema_url", FieldKind.Text),
    ];

    private static readonly FieldSchema[] Resource = [Attributes(1)];

    private static readonly FieldSchema[] ResourceMetrics =
    [
        new(1, "resource", FieldKind.Message, Message: () => Resource), new(2, "scope_metrics", FieldKind.Message, Repeated: true, () => ScopeMetrics),
    ];

    /// <summary>ExportMetricsServiceRequest.</summary>
    public static FieldSchema[] Request { get; } = [new(1, "resource_metrics", FieldKind.Message, Repeated: true, () => ResourceMetrics)];

    /// <summary>The number of an enumeration value's name; only temporality is one.</summary>
    public static bool TryEnum(string name, string prefix, out ulong number)
    {
        var at = name.StartsWith(prefix, StringComparison.Ordinal) ? Array.IndexOf(Temporalities, name[prefix.Length..]) : -1;
        number = at < 0 ? 0 : (ulong)at;
        return at >= 0;
    }

    private static FieldSchema Attributes(int number) => new(number, "attributes", FieldKind.Message, Repeated: true, () => KeyValue);

    private static FieldSchema Points(FieldSchema[] point) => new(1, "data_points", FieldKind.Message, Repeated: true, () => point);
}
