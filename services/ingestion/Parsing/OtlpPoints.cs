namespace PerfMonitor.Ingestion.Parsing;

/// <summary>Decodes the data part of a metric: its kind, temporality and data points.</summary>
internal sealed class OtlpPoints(OtlpMetrics metrics, OtlpProtobuf decoder)
{
    private const ulong NoRecordedValue = 1;

    /// <summary>What the data part says, with the points in the list of their kind.</summary>
    public readonly record struct MetricData(OtlpKind Kind, Temporality Temporality, bool Monotonic, int First, int Count);

    /// <summary>Reads a data part. A second part of the same kind adds to the first, one of another kind takes its place, as the oneof rule wants.</summary>
    public MetricData Read(WireReader reader, OtlpKind kind, MetricData previous)
    {
        var data = previous.Kind == kind ? previous : new MetricData(kind, Temporality.Unspecified, Monotonic: false, PointsOf(kind), 0);
        while (reader.TryReadTag(out var field, out var type))
        {
            switch (field)
            {
                case 1:
                    reader.Expect(WireType.LengthDelimited, type, field);
                    decoder.Count(reader.Position);
                    Point(reader.Message(), kind);
                    data = data with { Count = data.Count + 1 };
                    break;
                case 2 when kind is OtlpKind.Sum or OtlpKind.Histogram or OtlpKind.Exponential:
                    reader.Expect(WireType.Varint, type, field);
                    data = data with { Temporality = TemporalityOf(reader.Varint()) };
                    break;
                case 3 when kind is OtlpKind.Sum:
                    reader.Expect(WireType.Varint, type, field);
                    data = data with { Monotonic = reader.Varint() != 0 };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return data;
    }

    private int PointsOf(OtlpKind kind) => kind switch
    {
        OtlpKind.Histogram => metrics.Histograms.Count,
        OtlpKind.Exponential => metrics.Exponentials.Count,
        OtlpKind.Summary => metrics.Summaries.Count,
        _ => metrics.Numbers.Count,
    };

    // A value of a later version is as good as none given.
    private static Temporality TemporalityOf(ulong value) => value is 1 or 2 ? (Temporality)value : Temporality.Unspecified;

    private void Point(WireReader reader, OtlpKind kind)
    {
        switch (kind)
        {
            case OtlpKind.Histogram:
                Histogram(reader);
                break;
            case OtlpKind.Exponential:
                Exponential(reader);
                break;
            case OtlpKind.Summary:
                Summary(reader);
                break;
            default:
                Number(reader);
                break;
        }
    }

    private void Number(WireReader reader)
    {
        var (head, value, hasValue) = (default(PointHead), 0.0, false);
        for (var start = reader.Position; reader.TryReadTag(out var field, out var type); start = reader.Position)
        {
            switch (field)
            {
                case 4 or 6:
                    reader.Expect(WireType.Fixed64, type, field);
                    var bits = reader.Fixed64();
                    (value, hasValue) = (field == 4 ? BitConverter.UInt64BitsToDouble(bits) : (long)bits, true);
                    break;
                case 2 or 3 or 7 or 8:
                    head = Head(ref reader, field, type, head, start, attributes: 7, flags: 8);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        metrics.Numbers.Add(new NumberPoint(head, value, hasValue));
    }

    private void Histogram(WireReader reader)
    {
        var (head, count, sum) = (default(PointHead), 0UL, default(double?));
        var counts = new ListRange(metrics.Counts.Count, 0);
        var bounds = new ListRange(metrics.Doubles.Count, 0);
        for (var start = reader.Position; reader.TryReadTag(out var field, out var type); start = reader.Position)
        {
            switch (field)
            {
                case 4:
                    reader.Expect(WireType.Fixed64, type, field);
                    count = reader.Fixed64();
                    break;
                case 5:
                    reader.Expect(WireType.Fixed64, type, field);
                    sum = reader.Double();
                    break;
                case 6:
                    counts = counts with { Count = counts.Count + FixedCounts(ref reader, type, field) };
                    break;
                case 7:
                    bounds = bounds with { Count = bounds.Count + Doubles(ref reader, type, field) };
                    break;
                case 2 or 3 or 9 or 10:
                    head = Head(ref reader, field, type, head, start, attributes: 9, flags: 10);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        metrics.Histograms.Add(new HistogramPoint(head, count, sum, counts, bounds));
    }

    private void Exponential(WireReader reader)
    {
        var (head, count, sum, scale, zeroCount, zeroThreshold) = (default(PointHead), 0UL, default(double?), 0, 0UL, 0.0);
        var (positive, negative) = (default(ExponentialSide), default(ExponentialSide));
        for (var start = reader.Position; reader.TryReadTag(out var field, out var type); start = reader.Position)
        {
            switch (field)
            {
                case 4:
                    reader.Expect(WireType.Fixed64, type, field);
                    count = reader.Fixed64();
                    break;
                case 5:
                    reader.Expect(WireType.Fixed64, type, field);
                    sum = reader.Double();
                    break;
                case 6:
                    reader.Expect(WireType.Varint, type, field);
                    scale = reader.SInt32();
                    break;
                case 7:
                    reader.Expect(WireType.Fixed64, type, field);
                    zeroCount = reader.Fixed64();
                    break;
                case 8 or 9:
                    reader.Expect(WireType.LengthDelimited, type, field);
                    var side = Side(reader.Message());
                    (positive, negative) = field == 8 ? (side, negative) : (positive, side);
                    break;
                case 14:
                    reader.Expect(WireType.Fixed64, type, field);
                    zeroThreshold = reader.Double();
                    break;
                case 1 or 2 or 3 or 10:
                    head = Head(ref reader, field, type, head, start, attributes: 1, flags: 10);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        metrics.Exponentials.Add(new ExponentialPoint(head, count, sum, scale, zeroCount, zeroThreshold, positive, negative));
    }

    private ExponentialSide Side(WireReader reader)
    {
        var offset = 0;
        var counts = new ListRange(metrics.Counts.Count, 0);
        while (reader.TryReadTag(out var field, out var type))
        {
            switch (field)
            {
                case 1:
                    reader.Expect(WireType.Varint, type, field);
                    offset = reader.SInt32();
                    break;
                case 2 when type == WireType.Varint:
                    decoder.Count(reader.Position);
                    metrics.Counts.Add(reader.Varint());
                    counts = counts with { Count = counts.Count + 1 };
                    break;
                case 2:
                    reader.Expect(WireType.LengthDelimited, type, field);
                    var packed = reader.Message();
                    while (packed.Position < reader.Position)
                    {
                        decoder.Count(packed.Position);
                        metrics.Counts.Add(packed.Varint());
                        counts = counts with { Count = counts.Count + 1 };
                    }

                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new ExponentialSide(offset, counts);
    }

    private void Summary(WireReader reader)
    {
        var (head, count, sum) = (default(PointHead), 0UL, 0.0);
        var quantiles = new ListRange(metrics.Doubles.Count, 0);
        for (var start = reader.Position; reader.TryReadTag(out var field, out var type); start = reader.Position)
        {
            switch (field)
            {
                case 4:
                    reader.Expect(WireType.Fixed64, type, field);
                    count = reader.Fixed64();
                    break;
                case 5:
                    reader.Expect(WireType.Fixed64, type, field);
                    sum = reader.Double();
                    break;
                case 6:
                    reader.Expect(WireType.LengthDelimited, type, field);
                    decoder.Count(reader.Position, elements: 2);
                    Quantile(reader.Message());
                    quantiles = quantiles with { Count = quantiles.Count + 2 };
                    break;
                case 2 or 3 or 7 or 8:
                    head = Head(ref reader, field, type, head, start, attributes: 7, flags: 8);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        metrics.Summaries.Add(new SummaryPoint(head, count, sum, quantiles));
    }

    private void Quantile(WireReader reader)
    {
        var (quantile, value) = (0.0, 0.0);
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field is not (1 or 2))
            {
                reader.Skip(type);
                continue;
            }

            reader.Expect(WireType.Fixed64, type, field);
            var number = reader.Double();
            (quantile, value) = field == 1 ? (number, value) : (quantile, number);
        }

        metrics.Doubles.Add(quantile);
        metrics.Doubles.Add(value);
    }

    // Every point has its start in field 2 and its time in field 3; attributes and flags differ.
    private PointHead Head(ref WireReader reader, int field, WireType type, PointHead head, int start, int attributes, int flags)
    {
        if (field == attributes)
        {
            return head with { Attributes = decoder.Attribute(ref reader, type, field, head.Attributes, start) };
        }

        if (field == flags)
        {
            reader.Expect(WireType.Varint, type, field);
            return head with { NoRecordedValue = (reader.Varint() & NoRecordedValue) != 0 };
        }

        reader.Expect(WireType.Fixed64, type, field);
        var time = reader.Fixed64();
        return field == 2 ? head with { StartTime = time } : head with { Time = time };
    }

    // Repeated numbers come packed from every current sender, and one by one from old ones; both are legal.
    private int FixedCounts(ref WireReader reader, WireType type, int field)
    {
        if (type == WireType.Fixed64)
        {
            decoder.Count(reader.Position);
            metrics.Counts.Add(reader.Fixed64());
            return 1;
        }

        reader.Expect(WireType.LengthDelimited, type, field);
        var packed = reader.Message();
        var count = (reader.Position - packed.Position) / 8;
        decoder.Count(packed.Position, count);
        while (packed.Position < reader.Position)
        {
            metrics.Counts.Add(packed.Fixed64());
        }

        return count;
    }

    private int Doubles(ref WireReader reader, WireType type, int field)
    {
        if (type == WireType.Fixed64)
        {
            decoder.Count(reader.Position);
            metrics.Doubles.Add(reader.Double());
            return 1;
        }

        reader.Expect(WireType.LengthDelimited, type, field);
        var packed = reader.Message();
        var count = (reader.Position - packed.Position) / 8;
        decoder.Count(packed.Position, count);
        while (packed.Position < reader.Position)
        {
            metrics.Doubles.Add(packed.Double());
        }

        return count;
    }
}
