namespace PerfMonitor.Ingestion.Parsing;

/// <summary>
/// An OTLP ExportMetricsServiceRequest, laid flat: one list per kind of thing, parents pointing at ranges of their children.
/// Points keep their attributes as the bytes they came in, because the same bytes mean the same series and need decoding only once.
/// </summary>
internal sealed class OtlpMetrics(ReadOnlyMemory<byte> payload)
{
    private readonly List<byte> _spilled = [];

    public List<OtlpResource> Resources { get; } = [];

    public List<OtlpScope> Scopes { get; } = [];

    public List<OtlpMetric> Metrics { get; } = [];

    public List<NumberPoint> Numbers { get; } = [];

    public List<HistogramPoint> Histograms { get; } = [];

    public List<ExponentialPoint> Exponentials { get; } = [];

    public List<SummaryPoint> Summaries { get; } = [];

    /// <summary>Bucket counts of all histograms.</summary>
    public List<ulong> Counts { get; } = [];

    /// <summary>Bucket bounds of all histograms, and quantile, value pairs of all summaries.</summary>
    public List<double> Doubles { get; } = [];

    /// <summary>How many data points the request holds.</summary>
    public int DataPoints => Numbers.Count + Histograms.Count + Exponentials.Count + Summaries.Count;

    /// <summary>The UTF-8 text of a range of the payload.</summary>
    public ReadOnlySpan<byte> Bytes(ByteRange range) => payload.Span.Slice(range.Start, range.Length);

    public ReadOnlySpan<byte> Bytes(AttributeBlock block) => block.Spilled
        ? System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_spilled).Slice(block.Start, block.Length)
        : payload.Span.Slice(block.Start, block.Length);

    /// <summary>Adds the attribute field at the given range to what a message has so far. One that does not follow its predecessor directly moves the block into a copy.</summary>
    public AttributeBlock Append(AttributeBlock block, int start, int end)
    {
        if (block.Length == 0)
        {
            return new AttributeBlock(start, end - start, Spilled: false);
        }

        if (!block.Spilled && block.Start + block.Length == start)
        {
            return block with { Length = block.Length + end - start };
        }

        var at = block.Start;
        if (!block.Spilled)
        {
            at = _spilled.Count;
            _spilled.AddRange(payload.Span.Slice(block.Start, block.Length));
        }

        _spilled.AddRange(payload.Span[start..end]);
        return new AttributeBlock(at, block.Length + end - start, Spilled: true);
    }
}

/// <summary>The attribute fields of one message, tags included, as one run of bytes: in the payload itself, or spilled into a copy where other fields lay between.</summary>
internal readonly record struct AttributeBlock(int Start, int Length, bool Spilled);

/// <summary>A range of the payload, checked to be UTF-8 where it is text. Names stay undecoded because the same bytes mean the same name.</summary>
internal readonly record struct ByteRange(int Start, int Length);

/// <summary>A range of one of the lists.</summary>
internal readonly record struct ListRange(int Start, int Count);

internal readonly record struct OtlpResource(AttributeBlock Attributes, ListRange Scopes);

internal readonly record struct OtlpScope(ByteRange Name, ByteRange Version, ByteRange SchemaUrl, AttributeBlock Attributes, ListRange Metrics);

internal enum OtlpKind
{
    None,
    Gauge,
    Sum,
    Histogram,
    Exponential,
    Summary,
}

internal enum Temporality
{
    Unspecified = 0,
    Delta = 1,
    Cumulative = 2,
}

internal readonly record struct OtlpMetric(ByteRange Name, ByteRange Description, ByteRange Unit, OtlpKind Kind, Temporality Temporality, bool Monotonic, ListRange Points);

/// <summary>What every data point has. Times are nanoseconds since the Unix epoch, 0 where not given.</summary>
internal readonly record struct PointHead(AttributeBlock Attributes, ulong StartTime, ulong Time, bool NoRecordedValue);

internal readonly record struct NumberPoint(PointHead Head, double Value, bool HasValue);

internal readonly record struct HistogramPoint(PointHead Head, ulong Count, double? Sum, ListRange Counts, ListRange Bounds);

internal readonly record struct ExponentialPoint(
    PointHead Head, ulong Count, double? Sum, int Scale, ulong ZeroCount, double ZeroThreshold, ExponentialSide Positive, ExponentialSide Negative);

/// <summary>Bucket i of <see cref="Counts"/> covers the values whose magnitude lies in (base^(Offset+i), base^(Offset+i+1)].</summary>
internal readonly record struct ExponentialSide(int Offset, ListRange Counts);

/// <param name="Head">What every point has.</param>
/// <param name="Count">How many values were observed.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="Quantiles">Pairs of quantile and value in <see cref="OtlpMetrics.Doubles"/>; the count is of numbers, not of pairs.</param>
internal readonly record struct SummaryPoint(PointHead Head, ulong Count, double Sum, ListRange Quantiles);
