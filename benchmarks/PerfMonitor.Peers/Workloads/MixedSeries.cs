using System.Text;

namespace PerfMonitor.Peers.Workloads;

/// <summary>How a series moves.</summary>
internal enum Movement
{
    Constant,
    Noise,
    TwoDecimals,
    ByteCounter,
    Pages,
    RequestCounter,
    BucketCounter,
}

/// <summary>One series of the mix: its labels as remote-write carries them, and its value from step to step.</summary>
internal sealed class MixedSeries(Movement movement, Random random, params (string Name, string Value)[] labels)
{
    private double _value = movement switch
    {
        Movement.Constant => random.Next(1, 1 << 20) * 4_096.0,
        Movement.TwoDecimals => random.Next(100, 9_900) / 100.0,
        Movement.Pages => random.Next(1 << 10, 1 << 21) * 4_096.0,
        _ => random.Next(0, 100_000),
    };

    private readonly double _pace = random.NextDouble();

    /// <summary>The labels, sorted by name, as the field <c>labels</c> of a TimeSeries message.</summary>
    public byte[] Labels { get; } = Encode(labels.OrderBy(label => label.Name, StringComparer.Ordinal));

    /// <summary>Moves one step on.</summary>
    public double Next()
    {
        _value = movement switch
        {
            Movement.Noise => random.NextDouble() * 100,
            Movement.TwoDecimals => Math.Clamp(Math.Round(_value + (random.NextDouble() - 0.5) * 4, 2), 0, 100),
            Movement.ByteCounter => _value + random.Next((int)(_pace * 1_000_000) + 1),
            Movement.Pages => Math.Max(4_096, _value + (random.Next(65) - 32) * 4_096.0),
            Movement.RequestCounter => _value + random.Next((int)(_pace * 500) + 1),
            Movement.BucketCounter => _value + (random.NextDouble() < _pace ? random.Next(20) : 0),
            _ => _value,
        };
        return _value;
    }

    /// <summary>Labels in the order given, as the field <c>labels</c> of a TimeSeries message.</summary>
    public static byte[] Encode(IEnumerable<(string Name, string Value)> labels)
    {
        var bytes = new ProtobufBuffer();
        foreach (var (name, value) in labels)
        {
            byte[] key = Encoding.UTF8.GetBytes(name), text = Encoding.UTF8.GetBytes(value);
            bytes.Tag(1, 2);
            bytes.Varint((ulong)(ProtobufBuffer.FieldLength(key.Length) + ProtobufBuffer.FieldLength(text.Length)));
            bytes.Field(1, key);
            bytes.Field(2, text);
        }

        return bytes.Written.ToArray();
    }
}
