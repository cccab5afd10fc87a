using System.Text;
using PerfMonitor.Reporting.Rendering.Csv;

namespace PerfMonitor.Reporting.Tests.Rendering;

[Trait("feature", "S2-18")]
public sealed class CsvReportTests
{
    [Fact]
    public void Each_fact_is_a_row_behind_a_header()
    {
        var file = new CsvReport().Render(Samples.Report);

        var text = Encoding.UTF8.GetString(file.Bytes);
        Assert.StartsWith("\uFEFFsection,subject,measure,value,unit\r\nreport,Daily report,from,2025-11-21T00:00:00Z,\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\ntarget,shop,uptime,0.9986,ratio\r\ntarget,shop,checks,2880,\r\ntarget,shop,downtime,120,s\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nhost,web-1,memory_total,8000000000,bytes\r\nhost,web-1,filesystem_use /,0.91,ratio\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nalert,TargetDown,acknowledged_by,ada,\r\n", text, StringComparison.Ordinal);
        Assert.Equal("text/csv; charset=utf-8", file.ContentType);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a \"b\"", "\"a \"\"b\"\"\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1+2", "'+1+2")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("-5.5", "-5.5")]
    [InlineData("-x", "'-x")]
    [InlineData("", "")]
    public void Cells_are_read_as_the_text_they_are(string text, string expected) => Assert.Equal(expected, CsvCell.Escape(text));
}
