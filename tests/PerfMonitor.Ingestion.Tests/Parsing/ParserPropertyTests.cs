using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Testing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Tests;

/// <summary>What holds for every input, looked for by FsCheck.</summary>
public sealed class ParserPropertyTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    [Fact]
    public void Every_number_comes_back_as_it_was_written() => Check(ArbMap.Default.ArbFor<double>(), number =>
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return NumberText.TryParse(Encoding.UTF8.GetBytes(text), out var read) && read.Equals(number);
    });

    [Fact]
    public void Every_block_comes_back_as_it_was_packed() => Check(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        var packed = SnappyPacker.Pack([.. bytes, .. bytes]);
        var unpacked = new byte[Snappy.UnpackedLength(packed)];
        Snappy.Unpack(packed, unpacked);
        return unpacked.AsSpan().SequenceEqual([.. bytes, .. bytes]);
    });

    [Fact]
    public void Every_label_value_comes_back_as_it_was_written() => Check(Text(), value =>
    {
        var escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        var reader = new ExpositionReader(Encoding.UTF8.GetBytes($"a{{b=\"{escaped}\",c=\"d\"}} 1\n"), openMetrics: false);
        var labels = new List<Label>();
        return reader.Read() == ExpositionItem.Sample && ExpositionLabels.Decode(reader.Series, labels) is null
            && labels.SequenceEqual([new Label(LabelSet.MetricName, "a"), new Label("b", value), new Label("c", "d")]) && reader.Read() == ExpositionItem.End;
    });

    [Fact]
    public void Both_versions_of_remote_write_name_the_same_series() => Check(Text(), value =>
    {
        var (first, second) = (new RemoteWriteSeries(), new RemoteWriteSeries());
        first.BeginRequest();
        first.BeginSeries();
        first.AddLabel("b"u8, Encoding.UTF8.GetBytes(value));
        using var writer = new WireWriter();
        writer.Bytes(1, "b"u8);
        writer.Bytes(2, Encoding.UTF8.GetBytes(value));
        using var label = new WireWriter();
        label.Bytes(1, writer.Written.Span);
        second.BeginSeries();
        second.AddLabel(label.Written.Span[1..]);
        return first.Labels.SequenceEqual(second.Labels);
    });

    [Fact]
    public void Any_bytes_at_all_are_read_to_their_end() => Check(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        var reader = new ExpositionReader(bytes, openMetrics: bytes.Length % 2 == 0);
        var items = 0;
        for (var item = reader.Read(); item != ExpositionItem.End; item = reader.Read())
        {
            items++;
            _ = item == ExpositionItem.Sample ? ExpositionLabels.Decode(reader.Series, []) : reader.Refusal;
        }

        return items <= bytes.Length;
    });

    // Lone surrogates are in FsCheck's strings, and in no text that can be written.
    private static Arbitrary<string> Text() => ArbMap.Default.ArbFor<string>().Filter(text => text is not null && !text.EnumerateRunes().Contains(Rune.ReplacementChar));

    private static void Check<T>(Arbitrary<T> values, Func<T, bool> holds) => Prop.ForAll(values, holds).Check(Config);
}
