using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.PromQL.Tests.Notation;

public sealed class NotationTests
{
    [Theory]
    [InlineData(0, "0", "0", "0.0")]
    [InlineData(-0.0, "-0", "-0", "-0.0")]
    [InlineData(1, "1", "1", "1.0")]
    [InlineData(0.1, "0.1", "0.1", "0.1")]
    [InlineData(123456, "123456", "123456", "123456.0")]
    [InlineData(1e6, "1000000", "1e+06", "1e+06")]
    [InlineData(1234567.5, "1234567.5", "1.2345675e+06", "1.2345675e+06")]
    [InlineData(1e21, "1000000000000000000000", "1e+21", "1e+21")]
    [InlineData(0.0001, "0.0001", "0.0001", "0.0001")]
    [InlineData(0.00001234, "0.00001234", "1.234e-05", "1.234e-05")]
    [InlineData(-2.5e-10, "-0.00000000025", "-2.5e-10", "-2.5e-10")]
    [InlineData(double.NaN, "NaN", "NaN", "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf", "+Inf", "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf", "-Inf", "-Inf")]
    public void Numbers_are_written_as_Go_writes_them(double value, string plain, string general, string openMetrics)
    {
        Assert.Equal(plain, NumberText.Plain(value));
        Assert.Equal(plain, Utf8(value));
        Assert.Equal(general, NumberText.General(value));
        Assert.Equal(openMetrics, NumberText.OpenMetrics(value));
    }

    [Fact]
    public void A_number_written_out_reads_back_to_the_same_bits()
    {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsFinite(value)) continue;

            Assert.Equal(value, double.Parse(NumberText.Plain(value), System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(value, double.Parse(NumberText.General(value), System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(NumberText.Plain(value), Utf8(value));
        }
    }

    [Theory]
    [InlineData(double.Epsilon)]
    [InlineData(-double.MaxValue)]
    [InlineData(-2.2250738585072014e-308)]
    public void The_longest_numbers_fit_their_bound(double value) => Assert.Equal(NumberText.Plain(value), Utf8(value));

    private static string Utf8(double value)
    {
        Span<byte> bytes = stackalloc byte[NumberText.MaxPlainBytes];
        return System.Text.Encoding.UTF8.GetString(bytes[..NumberText.WritePlain(value, bytes)]);
    }

    // What Prometheus 2.42 answered over HTTP for these samples.
    [Theory]
    [InlineData(1e21, "1e+21")]
    [InlineData(-1e21, "-1e+21")]
    [InlineData(999999999999999900000d, "999999999999999900000")]
    [InlineData(12345678901234567890d, "12345678901234567000")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(double.Epsilon, "5e-324")]
    [InlineData(1e-7, "1e-07")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(0.00001234, "0.00001234")]
    [InlineData(1 / 3d, "0.3333333333333333")]
    [InlineData(100, "100")]
    [InlineData(-0.0, "-0")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    public void Samples_have_an_exponent_only_where_they_are_very_large_or_very_small(double value, string expected)
    {
        Span<byte> bytes = stackalloc byte[NumberText.MaxPlainBytes];

        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(bytes[..NumberText.WriteSample(value, bytes)]));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1ms", 1)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1y2w3d4h5m6s7ms", 365L * 86_400_000 + 14L * 86_400_000 + 3L * 86_400_000 + 4 * 3_600_000 + 5 * 60_000 + 6_007)]
    public void Durations_are_read(string text, long milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out long read));
        Assert.Equal(milliseconds, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("m")]
    [InlineData("1x")]
    [InlineData("1s1m")]
    [InlineData("1m1m")]
    [InlineData("-1m")]
    [InlineData("99999999999y")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(90_000, "1m30s")]
    [InlineData(7L * 86_400_000, "1w")]
    [InlineData(90L * 86_400_000, "90d")]
    [InlineData(365L * 86_400_000, "1y")]
    [InlineData(-1_500, "-1s500ms")]
    public void Durations_are_written(long milliseconds, string text) => Assert.Equal(text, DurationText.Format(milliseconds));

    [Theory]
    [InlineData("\"a\\tb\\n\"", "a\tb\n")]
    [InlineData("'it\\'s'", "it's")]
    [InlineData("`raw\\n`", "raw\\n")]
    [InlineData("\"\\u00e9\\xc3\\xa9\\303\\251\"", "ééé")]
    [InlineData("\"\\U0001F600\"", "😀")]
    public void Strings_are_read_as_Go_reads_them(string literal, string value) => Assert.Equal(value, Quoting.Unquote(literal));

    [Theory]
    [InlineData("\"\\q\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"\\U00110000\"")]
    [InlineData("\"\\'\"")]
    [InlineData("\"\\400\"")]
    [InlineData("\"")]
    public void Broken_strings_are_refused(string literal) => Assert.Null(Quoting.Unquote(literal));

    [Theory]
    [InlineData("a\"b\\c\n", "\"a\\\"b\\\\c\\n\"")]
    [InlineData("é😀\u0001", "\"é😀\\x01\"")]
    public void Strings_are_quoted_as_Go_quotes_them(string value, string quoted) => Assert.Equal(quoted, Quoting.Quote(value));

    // Lone surrogates do not survive in the arguments of an attribute.
    [Fact]
    public void A_byte_that_is_no_UTF8_is_kept_apart_and_quoted_back()
    {
        string? read = Quoting.Unquote("\"a\\xc5z\"");

        Assert.Equal("a\uDCC5z", read);
        Assert.False(Quoting.IsWellFormed(read!));
        Assert.Equal("\"a\\xc5z\"", Quoting.Quote(read!));
        Assert.True(Quoting.IsWellFormed("é😀"));
    }
}
