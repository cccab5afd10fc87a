using System.Globalization;
using System.IO.Compression;
using System.Text;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Testing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Tests;

public sealed class ExpositionReaderTests
{
    [Theory]
    [InlineData("up 1", "1 up 1")]
    [InlineData("up 1\nup 2\n", "1 up 1|2 up 2")]
    [InlineData("# HELP up Is it?\n# TYPE up gauge\n\nup\t1\r\n", "4 up 1")]
    [InlineData("  up{}  +Inf  1395066363000  ", "1 up Infinity @1395066363000")]
    [InlineData("a{b=\"c\"} -3.14e2 -5", "1 a{b=\"c\"} -314 @-5")]
    [InlineData("a { b = \"c\" , d=\"e\" , } 1", "1 a{b=\"c\",d=\"e\"} 1")]
    [InlineData("a{p=\"C:\\\\t\\n\\\"}\\\",x=\",q=\"é\"} 1", "1 a{p=\"C:\\\\t\\n\\\"}\\\",x=\",q=\"é\"} 1")]
    [InlineData("a{p=\"\\d\"}1", "1 a{p=\"\\\\d\"} 1")]
    [InlineData("a:b{le=\"+Inf\"} NaN", "1 a:b{le=\"+Inf\"} NaN")]
    [InlineData("a 1\n# EOF\nb 2", "1 a 1|3 b 2")]
    [InlineData("{\"http.requests\"} 1", "1 http.requests 1")]
    [InlineData("{ \"größe\" , \"http.status\" = \"200\", job=\"a\" } 2 5", "1 größe{http.status=\"200\",job=\"a\"} 2 @5")]
    [InlineData("{job=\"a\",\"a \\\"b\\\"}\"} 1", "1 a \"b\"}{job=\"a\"} 1")]
    [InlineData("up{\"a.b\"=\"c\"} 1", "1 up{a.b=\"c\"} 1")]
    [InlineData("up{\"1:x\"=\"c\"} 1", "1 up{1:x=\"c\"} 1")]
    public void Samples_of_the_text_format_are_read(string text, string expected) => Assert.Equal(expected, Read(text, openMetrics: false));

    [Theory]
    [InlineData("a_total 1 1520879607.789\n# EOF\n", "1 a_total 1 @1520879607789")]
    [InlineData("a_bucket{le=\"1\"} 1 # {trace_id=\"x y\"} 0.5 1520879607.789\n# EOF", "1 a_bucket{le=\"1\"} 1")]
    [InlineData("{\"a.b}\",c=\"}\"} 1 # {t=\"y\"} 2\n# EOF\n", "1 a.b}{c=\"}\"} 1")]
    [InlineData("a 1 2 # {} 1\n# EOF\n\n", "1 a 1 @2000")]
    [InlineData("a 1\n# EOF\nb 2\n", "1 a 1|3 column 1: something follows # EOF")]
    [InlineData("a{p=\"}\\\"\",q=\"x\"} 1 # {t=\"y\"} 2\n# EOF\n", "1 a{p=\"}\\\"\",q=\"x\"} 1")]
    [InlineData("up{a=\"b\\\"} 1\n# EOF\n", "1 column 1: the labels have no end: a '}' or a closing quote is missing")]
    [InlineData("a 1 1e30\n# EOF\n", "1 column 5: the timestamp is no number of seconds")]
    public void Samples_of_OpenMetrics_are_read(string text, string expected) => Assert.Equal(expected, Read(text, openMetrics: true));

    [Theory]
    [InlineData("up", "1 column 3: the value is missing")]
    [InlineData("up x\nup 1", "1 column 4: the value is no number a 64-bit float holds|2 up 1")]
    [InlineData("up 1 2 3", "1 column 8: something follows the timestamp")]
    [InlineData("up 1 1.5", "1 column 6: the timestamp is no whole number of milliseconds")]
    [InlineData("up 1 # {} 1", "1 column 6: the timestamp is no whole number of milliseconds")]
    [InlineData("up{a=\"b\" 1", "1 column 1: the labels have no end: a '}' or a closing quote is missing")]
    [InlineData("up{a=\"b\\\"} 1", "1 the value of label 'a' is not in quotes")]
    [InlineData("up{a=\"b}\" 1", "1 column 9: the value is no number a 64-bit float holds")]
    [InlineData("up{a=\"b\\", "1 column 1: the labels have no end: a '}' or a closing quote is missing")]
    [InlineData("{a=\"b\"} 1", "1 the metric name is missing")]
    [InlineData("up{\"down\",a=\"b\"} 1", "1 a second metric name, 'down'")]
    [InlineData("größe 1", "1 the metric name 'größe' has to stand in quotes within the braces: only letters, digits, '_' and ':' stand without")]
    [InlineData("9x 1", "1 the metric name '9x' has to stand in quotes within the braces: only letters, digits, '_' and ':' stand without")]
    [InlineData("up{\"a\" 1}", "1 column 10: the value is missing")]
    [InlineData("up{a} 1", "1 '}' where the value of label 'a' belongs")]
    [InlineData("up{a.b=\"c\"} 1", "1 '.b=\"c\"}' where the value of label 'a' belongs")]
    [InlineData("up{a:b=\"c\"} 1", "1 ':b=\"c\"}' where the value of label 'a' belongs")]
    [InlineData("up{1x=\"c\"} 1", "1 '1x=\"c\"}' where a label such as code=\"200\" belongs")]
    [InlineData("up{,} 1", "1 ',}' where a label such as code=\"200\" belongs")]
    [InlineData("up{a=b} 1", "1 the value of label 'a' is not in quotes")]
    [InlineData("up{a=\"b\" c=\"d\"} 1", "1 'c=\"d\"}' where a comma or the closing brace belongs")]
    [InlineData("up{a=\"b\",a=\"c\"} 1", "1 the label 'a' is given twice")]
    [InlineData("up{__name__=\"b\"} 1", "1 the metric name stands in front of the labels, not among them")]
    public void What_is_no_sample_is_named_with_its_place(string text, string expected) => Assert.Equal(expected, Read(text, openMetrics: false));

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] series = [.. "up{a=\""u8, 0xC3, .. "\"}"u8];

        Assert.Equal(RefusalReason.BadLabelValue, ExpositionLabels.Decode(series, [])?.Reason);
    }

    [Theory]
    [InlineData("node_exporter.txt.gz", 3_027)]
    [InlineData("alltypes.237mfs.prom.txt.gz", 1_857)]
    public void Real_captures_are_read_whole(string file, int samples)
    {
        Assert.SkipUnless(SharedData.Exists, SharedData.Missing);
        using var stream = new GZipStream(File.OpenRead(SharedData.Path("real", "prometheus-text", file)), CompressionMode.Decompress);
        using var text = new StreamReader(stream);
        var content = text.ReadToEnd();

        var lines = Read(content, openMetrics: false).Split('|');

        Assert.Equal(content.Split('\n').Count(line => line.Length > 0 && line[0] != '#'), lines.Length);
        Assert.Equal(samples, lines.Length);
        Assert.DoesNotContain(lines, line => line.Contains("column", StringComparison.Ordinal));
    }

    private static string Read(string text, bool openMetrics)
    {
        var lines = new List<string>();
        var reader = new ExpositionReader(Encoding.UTF8.GetBytes(text), openMetrics);
        for (var item = reader.Read(); item != ExpositionItem.End; item = reader.Read())
        {
            if (item == ExpositionItem.Description)
            {
                continue;
            }

            var labels = new List<Label>();
            var refusal = item == ExpositionItem.Broken ? reader.Refusal : ExpositionLabels.Decode(reader.Series, labels);
            var time = reader.TimestampMs is { } at ? $" @{at.ToString(CultureInfo.InvariantCulture)}" : "";
            lines.Add($"{reader.Line} {refusal?.Detail ?? $"{LabelSet.Create(labels)} {reader.Value.ToString(CultureInfo.InvariantCulture)}{time}"}");
        }

        return string.Join('|', lines);
    }
}
