using System.Diagnostics;
using System.Text;
using PerfMonitor.Pdf.Layout;
using PerfMonitor.Reporting.Rendering.Pdf;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Tests.Rendering;

[Trait("feature", "S2-20")]
public sealed class PdfReportTests
{
    [Fact]
    public void The_same_report_is_the_same_file()
    {
        var file = Render(Samples.Report);

        Assert.Equal(file.Bytes, Render(Samples.Report).Bytes);
        Assert.Equal("%PDF-1.7", Encoding.ASCII.GetString(file.Bytes, 0, 8));
        Assert.True(file.Pages >= 2);
        Assert.Equal(0, file.MissingCharacters);
    }

    [Fact]
    public void Every_section_has_a_bookmark()
    {
        var text = Encoding.Latin1.GetString(Render(Samples.Report).Bytes);

        foreach (var section in new[] { "Daily report", "Availability", "Downtimes", "Response times", "Host web-1", "Alerts", "About this report" })
        {
            Assert.Contains($"/Title ({section})/Parent", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_tells_what_happened()
    {
        var text = TextOf(Samples.Report);

        foreach (var expected in new[]
        {
            "Friday 21 November 2025", "1 of 2 targets was down: shop, for 2 min.", "2 alerts were active, 1 of them critical.", "One was still",
            "99.86 %", "100 %", "2 880", "610 ms", "21 Nov 2025 08:20:00", "Certificates that end within 30 days: shop (ends 4 Dec 2025 00:00).",
            "7.45 GiB installed", "91 %", "TargetDown", "1 critical, 1 warning, 0 info.", "1 began before it.", "ada, 21 Nov 2025 08:03", "avg_over_time(probe_success[86400s])",
        })
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_says_where_there_are_no_data()
    {
        var text = TextOf(Samples.EmptyReport);

        foreach (var expected in new[]
        {
            "There are no data of this period", "No data: no check of a target ran in this period.", "No data: no host reported in this period.", "No alert was active in this period.",
        })
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_report_on_everything_at_once_stays_within_its_bounds()
    {
        var many = Enumerable.Range(0, 300).Select(i => Samples.Target($"target-{i:000}", Samples.At(Samples.Day.To, 2880))).ToArray();
        var data = Samples.Data with
        {
            Series = new Dictionary<Figure, IReadOnlyList<MetricSeries>>(Samples.Data.Series)
            {
                [Figure.Checks] = many,
                [Figure.States] = [.. many.Select(target => target with { Points = Samples.Checks(i => i % 40 != 0) })],
            },
            Alerts = [.. Enumerable.Range(0, 900).Select(i => Samples.Alert(new string('W', 300), "critical", Samples.From.AddSeconds(i), null))],
        };

        var file = Render(ReportBuilder.Build(Samples.Request, data, TimeZoneInfo.Utc, Samples.Day.To));

        Assert.InRange(file.Pages!.Value, 10, 80);
        Assert.InRange(file.Bytes.Length, 50_000, 3_000_000);
    }

    private static Reporting.Rendering.RenderedFile Render(Report report) => new PdfReport(new Theme()).Render(report);

    private static string TextOf(Report report)
    {
        var found = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "pdftotext")));
        Assert.SkipUnless(found, "pdftotext is not installed (Debian: poppler-utils).");

        using var process = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", "-", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        process.StandardInput.BaseStream.Write(Render(report).Bytes);
        process.StandardInput.Close();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text.Replace('\u00A0', ' ');
    }
}
