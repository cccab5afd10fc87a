using System.Text;
using System.Text.Unicode;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>
/// Decodes the labels of a series, in the form of <see cref="RemoteWriteSeries.Labels"/>. The specification wants them sorted by name, each
/// name once; a sender that breaks this has a fault that mixes series up, so nothing is sorted or merged for it.
/// </summary>
internal static class RemoteWriteLabels
{
    /// <summary>The tag of the labels of a TimeSeries, field 1, length-delimited.</summary>
    public const byte Tag = 0x0A;

    /// <summary>The tag of a label's field 1, length-delimited.</summary>
    public const byte NameTag = 0x0A;

    /// <summary>The tag of a label's field 2, length-delimited.</summary>
    public const byte ValueTag = 0x12;

    /// <summary>Decodes; null and the refusal where the bytes name no series.</summary>
    public static LabelSet? Decode(ReadOnlySpan<byte> labels, out Refusal refusal)
    {
        refusal = default;
        var pairs = new List<Label>();
        var reader = new WireReader(labels);
        try
        {
            while (reader.TryReadTag(out _, out _))
            {
                var (name, value) = Pair(reader.Message());
                if (Refuse(name, value, pairs) is { } refused)
                {
                    refusal = refused;
                    return null;
                }

                pairs.Add(new Label(Encoding.UTF8.GetString(name), Encoding.UTF8.GetString(value)));
            }
        }
        catch (MalformedPayloadException malformed)
        {
            refusal = new Refusal(RefusalReason.BadSample, $"a label cannot be read: {malformed.Detail}");
            return null;
        }

        if (pairs.Exists(pair => pair.Name == LabelSet.MetricName && pair.Value.Length > 0))
        {
            return LabelSet.Create(pairs);
        }

        refusal = new Refusal(RefusalReason.BadMetricName, $"the label {LabelSet.MetricName} is missing");
        return null;
    }

    private static LabelBytes Pair(WireReader reader)
    {
        var pair = default(LabelBytes);
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field is 1 or 2)
            {
                reader.Expect(WireType.LengthDelimited, type, field);
                var bytes = reader.Bytes();
                pair = field == 1 ? new LabelBytes(bytes, pair.Value) : new LabelBytes(pair.Name, bytes);
            }
            else
            {
                reader.Skip(type);
            }
        }

        return pair;
    }

    private static Refusal? Refuse(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, List<Label> before)
    {
        if (!Utf8.IsValid(name) || !Utf8.IsValid(value))
        {
            return new Refusal(RefusalReason.BadLabelValue, $"label {before.Count + 1} is not valid UTF-8");
        }

        if (name.IsEmpty)
        {
            return new Refusal(RefusalReason.BadLabelName, $"label {before.Count + 1} has no name");
        }

        if (before.Count == 0)
        {
            return null;
        }

        // Prometheus compares bytes. UTF-16 orders a few characters otherwise, none of which a name may hold.
        var text = Encoding.UTF8.GetString(name);
        return string.CompareOrdinal(before[^1].Name, text) switch
        {
            0 => new Refusal(RefusalReason.BadLabelName, $"the label '{text}' is given twice"),
            > 0 => new Refusal(RefusalReason.BadLabelName, $"the labels are out of order: '{text}' after '{before[^1].Name}'"),
            _ => null,
        };
    }

    private readonly ref struct LabelBytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        public ReadOnlySpan<byte> Name { get; } = name;

        public ReadOnlySpan<byte> Value { get; } = value;

        public void Deconstruct(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
        {
            name = Name;
            value = Value;
        }
    }
}
