using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Testing;

namespace PerfMonitor.Ingestion.Tests;

public sealed class SnappyTests
{
    // Written by hand after the format's description, so that nothing of ours stands on both sides.
    [Theory]
    [InlineData("00", "")]
    [InlineData("03 08 61 62 63", "abc")]
    [InlineData("03 F0 02 61 62 63", "abc")]
    [InlineData("03 F4 02 00 61 62 63", "abc")]
    [InlineData("03 F8 02 00 00 61 62 63", "abc")]
    [InlineData("03 FC 02 00 00 00 61 62 63", "abc")]
    [InlineData("07 08 61 62 63 01 03", "abcabca")]
    [InlineData("06 08 61 62 63 0A 03 00", "abcabc")]
    [InlineData("06 08 61 62 63 0B 03 00 00 00", "abcabc")]
    [InlineData("0A 00 61 22 01 00", "aaaaaaaaaa")]
    [InlineData("0B 04 61 62 22 02 00", "abababababa")]
    public void Every_element_is_unpacked(string packed, string text) => Assert.Equal(text, System.Text.Encoding.ASCII.GetString(Unpack(Bytes(packed))));

    [Theory]
    [InlineData("", "no length at its beginning (packed byte 0)")]
    [InlineData("80 80", "no length at its beginning (packed byte 0)")]
    [InlineData("80 80 80 80 80 01", "no length at its beginning (packed byte 0)")]
    [InlineData("FF FF FF FF 7F 00", "a length of 34359738367 unpacked bytes, which 6 packed ones cannot hold (packed byte 0)")]
    [InlineData("04 08 61 62 63", "3 bytes, although it says it unpacks to 4 (packed byte 5)")]
    [InlineData("02 08 61 62 63", "a literal of 3 bytes, where 3 are left to read and 2 to write (packed byte 1)")]
    [InlineData("03 08 61 62", "a literal of 3 bytes, where 2 are left to read and 3 to write (packed byte 1)")]
    [InlineData("03 FC FF FF FF FF 61", "a literal of 4294967295 bytes, where 1 are left to read and 3 to write (packed byte 1)")]
    [InlineData("03 FC FF FF", "an element that its end cuts off (packed byte 2)")]
    [InlineData("07 08 61 62 63 01", "an element that its end cuts off (packed byte 6)")]
    [InlineData("07 08 61 62 63 01 04", "a copy of 4 bytes from 4 back, where 3 are written and 4 are left to write (packed byte 5)")]
    [InlineData("07 08 61 62 63 01 00", "a copy of 4 bytes from 0 back, where 3 are written and 4 are left to write (packed byte 5)")]
    [InlineData("06 08 61 62 63 01 03", "a copy of 4 bytes from 3 back, where 3 are written and 3 are left to write (packed byte 5)")]
    public void What_does_not_fit_is_refused_with_the_place(string packed, string named)
    {
        var refusal = Assert.Throws<MalformedPayloadException>(() => Unpack(Bytes(packed)));

        Assert.Equal($"The Snappy block is corrupt: it holds {named}", refusal.Message);
    }

    [Fact]
    public void The_framing_format_is_named()
    {
        var refusal = Assert.Throws<MalformedPayloadException>(() => Unpack(Bytes("FF 06 00 00 73 4E 61 50 70 59 01 05")));

        Assert.Contains("framing format", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_and_repetitive_bytes_come_back_as_they_were()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var bytes = new byte[random.Next(200_000)];
            random.NextBytes(bytes.AsSpan(0, random.Next(bytes.Length + 1)));
            for (var copy = random.Next(50); copy > 0 && bytes.Length > 0; copy--)
            {
                var from = random.Next(bytes.Length);
                var length = random.Next(bytes.Length - from);
                bytes.AsSpan(from, length).CopyTo(bytes.AsSpan(random.Next(bytes.Length - length)));
            }

            Assert.Equal(bytes, Unpack(SnappyPacker.Pack(bytes)));
        }
    }

    private static byte[] Unpack(byte[] packed)
    {
        var target = new byte[Snappy.UnpackedLength(packed)];
        Snappy.Unpack(packed, target);
        return target;
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
