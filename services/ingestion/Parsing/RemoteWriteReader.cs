using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>
/// Reads the TimeSeries messages of a remote-write request, one after the other, into the same <see cref="RemoteWriteSeries"/>.
/// Field numbers as in prompb/remote.proto and prompb/types.proto (1.0), and prompb/io/prometheus/write/v2/types.proto (2.0).
/// </summary>
internal ref struct RemoteWriteReader
{
    private const int LabelsField = 1;
    private const int SamplesField = 2;

    // Of a 2.0 TimeSeries; a 1.0 request has it beside its series.
    private const int MetadataField = 5;

    private readonly ReadOnlySpan<byte> _body;
    private readonly RemoteWriteVersion _version;
    private readonly RemoteWriteSeries _series;
    private readonly int _maximumElements;
    private WireReader _request;
    private int _elements;

    /// <summary>Begins with a request.</summary>
    /// <param name="body">The message, unpacked.</param>
    /// <param name="version">Which message it is.</param>
    /// <param name="maximumElements">Bound on series, samples, histograms, exemplars, symbols and metadata entries together.</param>
    /// <param name="series">What is filled.</param>
    /// <exception cref="MalformedPayloadException">The table of symbols cannot be read.</exception>
    public RemoteWriteReader(ReadOnlySpan<byte> body, RemoteWriteVersion version, int maximumElements, RemoteWriteSeries series)
    {
        _body = body;
        (_version, _series, _maximumElements) = (version, series, maximumElements);
        _request = new WireReader(body);
        series.BeginRequest();
        if (version == RemoteWriteVersion.V2)
        {
            ReadSymbols();
        }
    }

    private readonly bool IsFirst => _version == RemoteWriteVersion.V1;

    /// <summary>Reads the next series; false at the end.</summary>
    /// <exception cref="MalformedPayloadException">The bytes are no such message, or hold too much.</exception>
    public bool Read()
    {
        while (_request.TryReadTag(out var field, out var type))
        {
            if (field == (IsFirst ? 1 : 5))
            {
                _request.Expect(WireType.LengthDelimited, type, field);
                _series.BeginSeries();
                Count(1);
                ReadSeries(_request.Message());
                return true;
            }

            RefuseOtherVersion(field);
            if (IsFirst && field == 3)
            {
                _request.Expect(WireType.LengthDelimited, type, field);
                _series.Described.Add(RemoteWriteMetadata.ReadFirst(_request.Message()));
                Count(1);
                continue;
            }

            _request.Skip(type);
        }

        return false;
    }

    // The two messages share no field, so a request under the wrong content type would else be taken as one without series.
    private readonly void RefuseOtherVersion(int field)
    {
        if (IsFirst && field is 4 or 5)
        {
            throw WireReader.Malformed($"field {field}, which only a 2.0 request has; its Content-Type is application/x-protobuf;proto=io.prometheus.write.v2.Request", _request.Position);
        }

        if (!IsFirst && field is >= 1 and <= 3)
        {
            throw WireReader.Malformed($"field {field}, which only a 1.0 request has; its Content-Type is application/x-protobuf;proto=prometheus.WriteRequest", _request.Position);
        }
    }

    // Symbols are used before the end of the table is seen, and a writer may put the table behind: so it is looked for first.
    private void ReadSymbols()
    {
        var reader = _request;
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field != 4)
            {
                reader.Skip(type);
                continue;
            }

            reader.Expect(WireType.LengthDelimited, type, field);
            _series.Symbols.Add(reader.Range());
            Count(1);
        }

        if (_series.Symbols.Count > 0 && _series.Symbols[0].Length > 0)
        {
            throw new MalformedPayloadException("The first symbol is not the empty string, which 2.0 reserves it for", $"byte {_series.Symbols[0].Start}, in symbols[0]");
        }
    }

    private void ReadSeries(WireReader reader)
    {
        try
        {
            if (IsFirst && _series.Expected.Length > 0 && reader.TrySkip(_series.Expected))
            {
                _series.AddExpected();
            }

            while (reader.TryReadTag(out var field, out var type))
            {
                switch (field)
                {
                    case LabelsField when IsFirst:
                        reader.Expect(WireType.LengthDelimited, type, field);
                        var start = reader.Position;
                        reader.Bytes();
                        _series.AddLabel(_body[start..reader.Position]);
                        break;
                    case LabelsField:
                        ReadReferences(ref reader, type);
                        break;
                    case SamplesField:
                        reader.Expect(WireType.LengthDelimited, type, field);
                        _series.Samples.Add(ReadSample(reader.Message()));
                        Count(1);
                        break;
                    case MetadataField when !IsFirst:
                        reader.Expect(WireType.LengthDelimited, type, field);
                        _series.Metadata = RemoteWriteMetadata.ReadSecond(reader.Message(), _series);
                        Count(1);
                        break;
                    default:
                        Pass(field);
                        reader.Skip(type);
                        break;
                }
            }
        }
        catch (MalformedPayloadException malformed)
        {
            throw new MalformedPayloadException(malformed.Detail, $"{malformed.Where}, in timeseries[{_series.Index}]", malformed.TooLarge, malformed);
        }
    }

    private void Pass(int field)
    {
        if (field == (IsFirst ? 4 : 3))
        {
            _series.Histograms++;
            Count(1);
        }
        else if (field == (IsFirst ? 3 : 4))
        {
            _series.Exemplars++;
            Count(1);
        }
    }

    // References come in pairs, name and value; packed, or one by one as proto3 also allows.
    private readonly void ReadReferences(ref WireReader reader, WireType type)
    {
        if (type == WireType.Varint)
        {
            var name = Symbol(ref reader);
            if (!reader.TryReadTag(out var field, out type) || field != LabelsField || type != WireType.Varint)
            {
                throw WireReader.Malformed("an odd number of label references, which come in pairs", reader.Position);
            }

            _series.AddLabel(name, Symbol(ref reader));
            return;
        }

        reader.Expect(WireType.LengthDelimited, type, LabelsField);
        var list = reader.Message();
        while (!list.AtEnd)
        {
            var name = Symbol(ref list);
            if (list.AtEnd)
            {
                throw WireReader.Malformed("an odd number of label references, which come in pairs", list.Position);
            }

            _series.AddLabel(name, Symbol(ref list));
        }
    }

    private readonly ReadOnlySpan<byte> Symbol(ref WireReader reader)
    {
        var range = _series.Symbol(ref reader);
        return _body.Slice(range.Start, range.Length);
    }

    private static Sample ReadSample(WireReader reader)
    {
        var (timestampMs, value) = (0L, 0.0);
        while (reader.TryReadTag(out var field, out var type))
        {
            switch (field)
            {
                case 1:
                    reader.Expect(WireType.Fixed64, type, field);
                    value = reader.Double();
                    break;
                case 2:
                    reader.Expect(WireType.Varint, type, field);
                    timestampMs = (long)reader.Varint();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new Sample(timestampMs, value);
    }

    private void Count(int elements)
    {
        _elements += elements;
        if (_elements > _maximumElements)
        {
            throw new MalformedPayloadException($"The request holds more than {_maximumElements} series, samples and symbols; split it", $"element {_maximumElements + 1}", tooLarge: true);
        }
    }
}
