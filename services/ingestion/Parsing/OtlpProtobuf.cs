using System.Text.Unicode;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>
/// Decodes an OTLP ExportMetricsServiceRequest (opentelemetry/proto/metrics/v1/metrics.proto) by hand: no generated objects, one pass,
/// everything checked down to the attributes, so that what comes out needs no more checking of its form.
/// Exemplars and fields of later versions are passed over.
/// </summary>
internal sealed class OtlpProtobuf
{
    private readonly OtlpMetrics _metrics;
    private readonly OtlpPoints _points;
    private readonly int _maximumElements;

    // Where the decoder is, for errors: indices within the parent, -1 outside.
    private int _resource = -1;
    private int _scope = -1;
    private int _metric = -1;

    private OtlpProtobuf(ReadOnlyMemory<byte> payload, int maximumElements)
    {
        _metrics = new OtlpMetrics(payload);
        _maximumElements = maximumElements;
        _points = new OtlpPoints(_metrics, this);
    }

    /// <summary>Decodes a request.</summary>
    /// <param name="payload">The bytes; they stay referenced by the result.</param>
    /// <param name="maximumElements">Bound on resources, scopes, metrics, points, buckets and quantiles together: two bytes of body can stand for a hundred in memory.</param>
    /// <exception cref="MalformedPayloadException">The bytes are not such a request, or hold too much.</exception>
    public static OtlpMetrics Decode(ReadOnlyMemory<byte> payload, int maximumElements)
    {
        var decoder = new OtlpProtobuf(payload, maximumElements);
        try
        {
            decoder.Request(new WireReader(payload.Span));
        }
        catch (MalformedPayloadException malformed) when (decoder._resource >= 0)
        {
            throw new MalformedPayloadException(malformed.Detail, $"{malformed.Where}, in {decoder.Place()}", malformed.TooLarge, malformed);
        }

        return decoder._metrics;
    }

    private string Place() =>
        $"resource_metrics[{_resource}]" + (_scope < 0 ? "" : $".scope_metrics[{_scope}]") + (_metric < 0 ? "" : $".metrics[{_metric}]");

    private void Request(WireReader reader)
    {
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field == 1)
            {
                reader.Expect(WireType.LengthDelimited, type, field);
                _resource = _metrics.Resources.Count;
                Resource(reader.Message());
            }
            else
            {
                reader.Skip(type);
            }
        }
    }

    private void Resource(WireReader reader)
    {
        var attributes = default(AttributeBlock);
        var firstScope = _metrics.Scopes.Count;
        while (reader.TryReadTag(out var field, out var type))
        {
            switch (field)
            {
                case 1:
                    reader.Expect(WireType.LengthDelimited, type, field);
                    attributes = AttributesOnly(reader.Message(), attributesField: 1);
                    break;
                case 2:
                    reader.Expect(WireType.LengthDelimited, type, field);
                    _scope = _metrics.Scopes.Count - firstScope;
                    Scope(reader.Message());
                    _scope = -1;
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        Count(reader.Position);
        _metrics.Resources.Add(new OtlpResource(attributes, new ListRange(firstScope, _metrics.Scopes.Count - firstScope)));
    }

    private AttributeBlock AttributesOnly(WireReader reader, int attributesField)
    {
        var attributes = default(AttributeBlock);
        for (var start = reader.Position; reader.TryReadTag(out var field, out var type); start = reader.Position)
        {
            if (field == attributesField)
            {
                attributes = Attribute(ref reader, type, field, attributes, start);
            }
            else
            {
                reader.Skip(type);
            }
        }

        return attributes;
    }

    private void Scope(WireReader reader)
    {
        var (name, version, schema, attributes) = (default(ByteRange), default(ByteRange), default(ByteRange), default(AttributeBlock));
        var firstMetric = _metrics.Metrics.Count;
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field is 1 or 2 or 3)
            {
                reader.Expect(WireType.LengthDelimited, type, field);
            }

            switch (field)
            {
                case 1:
                    (name, version, attributes) = ScopeIdentity(reader.Message());
                    break;
                case 2:
                    _metric = _metrics.Metrics.Count - firstMetric;
                    Metric(reader.Message());
                    _metric = -1;
                    break;
                case 3:
                    schema = Text(ref reader);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        Count(reader.Position);
        _metrics.Scopes.Add(new OtlpScope(name, version, schema, attributes, new ListRange(firstMetric, _metrics.Metrics.Count - firstMetric)));
    }

    private (ByteRange Name, ByteRange Version, AttributeBlock Attributes) ScopeIdentity(WireReader reader)
    {
        var (name, version, attributes) = (default(ByteRange), default(ByteRange), default(AttributeBlock));
        for (var start = reader.Position; reader.TryReadTag(out var field, out var type); start = reader.Position)
        {
            switch (field)
            {
                case 1 or 2:
                    reader.Expect(WireType.LengthDelimited, type, field);
                    var text = Text(ref reader);
                    (name, version) = field == 1 ? (text, version) : (name, text);
                    break;
                case 3:
                    attributes = Attribute(ref reader, type, field, attributes, start);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return (name, version, attributes);
    }

    private void Metric(WireReader reader)
    {
        var (name, description, unit) = (default(ByteRange), default(ByteRange), default(ByteRange));
        var data = default(OtlpPoints.MetricData);
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field is 1 or 2 or 3 or 5 or 7 or 9 or 10 or 11)
            {
                reader.Expect(WireType.LengthDelimited, type, field);
            }

            switch (field)
            {
                case 1:
                    name = Text(ref reader);
                    break;
                case 2:
                    description = Text(ref reader);
                    break;
                case 3:
                    unit = Text(ref reader);
                    break;
                case 5 or 7 or 9 or 10 or 11:
                    data = _points.Read(reader.Message(), KindOf(field), data);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        Count(reader.Position);
        _metrics.Metrics.Add(new OtlpMetric(name, description, unit, data.Kind, data.Temporality, data.Monotonic, new ListRange(data.First, data.Count)));
    }

    private static OtlpKind KindOf(int field) => field switch
    {
        5 => OtlpKind.Gauge,
        7 => OtlpKind.Sum,
        9 => OtlpKind.Histogram,
        10 => OtlpKind.Exponential,
        _ => OtlpKind.Summary,
    };

    /// <summary>Checks one KeyValue and adds it to a message's block.</summary>
    internal AttributeBlock Attribute(ref WireReader reader, WireType type, int field, AttributeBlock block, int start)
    {
        reader.Expect(WireType.LengthDelimited, type, field);
        AttributeCheck.KeyValue(reader.Message());
        return _metrics.Append(block, start, reader.Position);
    }

    /// <summary>Counts one element that costs memory.</summary>
    internal void Count(int position, int elements = 1)
    {
        var total = _metrics.Resources.Count + _metrics.Scopes.Count + _metrics.Metrics.Count + _metrics.DataPoints + _metrics.Counts.Count + _metrics.Doubles.Count;
        if (total + elements > _maximumElements)
        {
            throw new MalformedPayloadException($"The request holds more than {_maximumElements} metrics, points and buckets; split it", $"byte {position}", tooLarge: true);
        }
    }

    private static ByteRange Text(ref WireReader reader)
    {
        var start = reader.Position;
        var bytes = reader.Bytes();
        return Utf8.IsValid(bytes) ? new ByteRange(reader.Position - bytes.Length, bytes.Length) : throw WireReader.Malformed("text that is not UTF-8", start);
    }
}
