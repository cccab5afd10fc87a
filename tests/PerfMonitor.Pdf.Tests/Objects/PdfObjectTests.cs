using System.Globalization;
using System.Text;
using PerfMonitor.Pdf.Objects;

namespace PerfMonitor.Pdf.Tests.Objects;

public class PdfObjectTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(-0.0004, "0")]
    [InlineData(12, "12")]
    [InlineData(1.5, "1.5")]
    [InlineData(-2.12345, "-2.123")]
    [InlineData(0.0005001, "0.001")]
    [InlineData(123456789.25, "123456789.25")]
    public void Numbers_have_up_to_three_decimals_and_no_exponent(double value, string expected)
    {
        Assert.Equal(expected, Written(new PdfNumber(value)));
    }

    [Fact]
    public void Numbers_do_not_follow_the_culture_of_the_machine()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            german.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = german;
            Assert.Equal("[0.5 1.25]", Written(PdfArray.OfNumbers(0.5, 1.25)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e10)]
    public void Numbers_no_viewer_can_read_are_refused(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Written(new PdfNumber(value)));
    }

    [Theory]
    [InlineData("Type", "/Type")]
    [InlineData("A B", "/A#20B")]
    [InlineData("a/b#(c)", "/a#2Fb#23#28c#29")]
    [InlineData("ü", "/#C3#BC")]
    public void Names_escape_what_is_not_a_regular_character(string name, string expected)
    {
        Assert.Equal(expected, Written(new PdfName(name)));
    }

    [Theory]
    [InlineData("Report", "(Report)")]
    [InlineData("a (b) \\ c", "(a \\(b\\) \\\\ c)")]
    [InlineData("", "()")]
    [InlineData("é", "<FEFF00E9>")]
    [InlineData("a\nb", "<FEFF0061000A0062>")]
    [InlineData("🙂", "<FEFFD83DDE42>")]
    public void Text_strings_are_literal_in_ascii_and_utf_16_beyond(string text, string expected)
    {
        Assert.Equal(expected, Written(PdfString.Text(text)));
    }

    [Theory]
    [InlineData(0, "(D:20240229173005Z)")]
    [InlineData(120, "(D:20240229173005+02'00')")]
    [InlineData(-210, "(D:20240229173005-03'30')")]
    public void Dates_carry_their_offset(int offsetMinutes, string expected)
    {
        var time = new DateTimeOffset(2024, 2, 29, 17, 30, 5, TimeSpan.FromMinutes(offsetMinutes));

        Assert.Equal(expected, Written(PdfDate.Format(time)));
    }

    [Fact]
    public void Dictionaries_keep_the_order_of_insertion()
    {
        var dictionary = new PdfDictionary()
            .Add("Z", 1)
            .Add("A", "Name")
            .Add("M", new PdfArray(new PdfReference(7), new PdfBoolean(true), new PdfBoolean(false)));

        Assert.Equal("<</Z 1/A /Name/M [7 0 R true false]>>", Written(dictionary));
    }

    [Fact]
    public void Compressed_streams_name_their_filter_and_length_and_inflate_to_the_data()
    {
        var data = Encoding.ASCII.GetBytes(new string('x', 5000));

        var stream = PdfParser.Stream(WrittenBytes(PdfStream.Compressed(data)));

        Assert.Equal(data, stream.Inflated);
        Assert.Contains("/Filter /FlateDecode", stream.Dictionary, StringComparison.Ordinal);
        Assert.Contains($"/Length {stream.Raw.Length}", stream.Dictionary, StringComparison.Ordinal);
        Assert.True(stream.Raw.Length < 100);
    }

    [Fact]
    public void A_stream_written_twice_gives_the_same_bytes()
    {
        var stream = PdfStream.Compressed([1, 2, 3]);

        Assert.Equal(WrittenBytes(stream), WrittenBytes(stream));
    }

    private static string Written(PdfObject value) => Encoding.Latin1.GetString(WrittenBytes(value));

    private static byte[] WrittenBytes(PdfObject value) => new PdfBuffer().Append(value).ToArray();
}
