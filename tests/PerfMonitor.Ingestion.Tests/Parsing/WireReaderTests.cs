using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Tests;

public sealed class WireReaderTests
{
    [Theory]
    [InlineData("08 00", 0)]
    [InlineData("08 96 01", 150)]
    [InlineData("08 FF FF FF FF FF FF FF FF FF 01", ulong.MaxValue)]
    [InlineData("08 80 80 80 00", 0)]
    public void Reads_varints(string hex, ulong expected)
    {
        var reader = new WireReader(Bytes(hex));

        Assert.True(reader.TryReadTag(out var field, out var type));
        Assert.Equal((1, WireType.Varint), (field, type));
        Assert.Equal(expected, reader.Varint());
        Assert.False(reader.TryReadTag(out field, out type));
    }

    [Theory]
    [InlineData("08", "byte 1")]
    [InlineData("08 80", "byte 1")]
    [InlineData("08 FF FF FF FF FF FF FF FF FF 02", "byte 1")]
    [InlineData("09 00 00", "byte 1")]
    [InlineData("0A 02 00", "byte 1")]
    [InlineData("0A FF FF FF FF 0F 00", "byte 1")]
    [InlineData("0B", "byte 0")]
    [InlineData("00", "byte 0")]
    [InlineData("0D 00", "byte 1")]
    public void Refuses_what_is_cut_off_or_no_field(string hex, string where)
    {
        var refusal = Assert.Throws<MalformedPayloadException>(() =>
        {
            var reader = new WireReader(Bytes(hex));
            reader.TryReadTag(out _, out var type);
            reader.Skip(type);
        });

        Assert.Equal(where, refusal.Where);
    }

    [Fact]
    public void A_nested_message_cannot_reach_beyond_its_end()
    {
        // Field 1 holds two bytes, of which the second begins a length that the outer message could satisfy.
        var refusal = Assert.Throws<MalformedPayloadException>(() =>
        {
            var reader = new WireReader(Bytes("0A 02 0A 03 41 42 43"));
            reader.TryReadTag(out _, out _);
            var nested = reader.Message();
            nested.TryReadTag(out _, out _);
            nested.Bytes();
        });

        Assert.Equal("byte 3", refusal.Where);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Zig_zag_integers_come_back(int value)
    {
        using var writer = new WireWriter();
        writer.Varint(1, (uint)((value << 1) ^ (value >> 31)));

        var reader = new WireReader(writer.Written.Span);
        reader.TryReadTag(out _, out _);
        Assert.Equal(value, reader.SInt32());
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
