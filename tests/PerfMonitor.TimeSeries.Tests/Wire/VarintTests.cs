using System.Buffers;

namespace PerfMonitor.TimeSeries.Tests.Wire;

public sealed class VarintTests
{
    // The two-byte and ten-byte forms are those of the Protocol Buffers encoding guide.
    [Theory]
    [InlineData(0UL, "00")]
    [InlineData(127UL, "7F")]
    [InlineData(150UL, "9601")]
    [InlineData(16_384UL, "808001")]
    [InlineData(ulong.MaxValue, "FFFFFFFFFFFFFFFFFF01")]
    public void Writes_and_reads_unsigned(ulong value, string hex)
    {
        var output = new ArrayBufferWriter<byte>();
        Varint.Write(output, value);
        ReadOnlySpan<byte> rest = [.. output.WrittenSpan, 0xAA];

        Assert.Equal(hex, Convert.ToHexString(output.WrittenSpan));
        Assert.Equal(value, Varint.Read(ref rest));
        Assert.Equal(1, rest.Length);
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(-1, "01")]
    [InlineData(1, "02")]
    [InlineData(-2, "03")]
    [InlineData(long.MaxValue, "FEFFFFFFFFFFFFFFFF01")]
    [InlineData(long.MinValue, "FFFFFFFFFFFFFFFFFF01")]
    public void Writes_and_reads_signed(long value, string hex)
    {
        var output = new ArrayBufferWriter<byte>();
        Varint.WriteZigZag(output, value);
        var rest = output.WrittenSpan;

        Assert.Equal(hex, Convert.ToHexString(output.WrittenSpan));
        Assert.Equal(value, Varint.ReadZigZag(ref rest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("FFFFFFFFFFFFFFFFFF")]
    [InlineData("FFFFFFFFFFFFFFFFFF02")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF01")]
    public void Refuses_what_ends_early_or_is_too_long(string hex) =>
        Assert.Throws<InvalidDataException>(() =>
        {
            ReadOnlySpan<byte> bytes = Convert.FromHexString(hex);
            Varint.Read(ref bytes);
        });
}
