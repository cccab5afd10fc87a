using System.Diagnostics;
using System.Text.RegularExpressions;
using PerfMonitor.Pdf.Fonts;

namespace PerfMonitor.Pdf.Tests;

/// <summary>What other people's programs say about our files. Skipped where they are not installed.</summary>
[Trait("feature", "S2-20")]
public sealed class ToolTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"specimen-{Guid.NewGuid():N}.pdf");

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Qpdf_finds_no_fault(bool embedded)
    {
        Write(embedded);

        var (code, output) = Run("qpdf", "--check", _file);

        Assert.Contains("No syntax or stream encoding errors found", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public void Fonts_are_embedded_as_subsets_with_a_unicode_map()
    {
        Write(embedded: true);

        var (_, output) = Run("pdffonts", _file);

        var fonts = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToArray();
        Assert.Equal(2, fonts.Length);
        Assert.All(fonts, font => Assert.Matches(@"^[A-Z]{6}\+DejaVuSans(-Bold)? +CID TrueType +Identity-H +yes yes yes ", font));
    }

    [Fact]
    public void Text_can_be_copied_as_it_was_written()
    {
        Write(embedded: true);

        var (_, text) = Run("pdftotext", "-layout", _file, "-");

        foreach (var expected in new[] { "Specimen", "One target was down for 11 min.", "99.83 %", "Привет, ελληνικά. See the page or the charts.", "Äußerst lange Tabelle", "target-60", "Page 1 of ", "No data in this period", "limit" })
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }

        Assert.True(Regex.Count(text, "Uptime") > 2, "The table's header is on each of its pages.");
    }

    [Fact]
    public void The_fallback_face_gives_the_same_western_text()
    {
        Write(embedded: false);

        var (_, text) = Run("pdftotext", "-layout", _file, "-");

        Assert.Contains("One target was down for 11 min.", text, StringComparison.Ordinal);
        Assert.Contains("Äußerst lange Tabelle", text, StringComparison.Ordinal);
        Assert.Contains("??????", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Viewers_show_title_author_and_pages()
    {
        Write(embedded: true);

        var (_, output) = Run("pdfinfo", "-isodates", _file);

        Assert.Matches(@"Title: +Specimen – Täglich\n", output);
        Assert.Matches(@"Author: +PerfMonitor\n", output);
        Assert.Matches(@"CreationDate: +2025-11-21T00:00:00(Z|\+00(:?00)?)\n", output);
        Assert.Matches(@"Page size: +595\.276 x 841\.89 pts \(A4\)\n", output);
    }

    [Fact]
    public void A_renderer_draws_every_page_without_complaint()
    {
        Write(embedded: true);

        var (code, output) = Run("pdftoppm", "-r", "20", _file, _file);

        foreach (var page in Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "-*.ppm"))
        {
            File.Delete(page);
        }

        Assert.Equal((0, ""), (code, output));
    }

    private void Write(bool embedded)
    {
        var regular = embedded ? Specimen.SystemFace("DejaVuSans.ttf") : StandardTypeface.Helvetica;
        var bold = embedded ? Specimen.SystemFace("DejaVuSans-Bold.ttf") : StandardTypeface.HelveticaBold;
        Assert.SkipWhen(regular is null || bold is null, "DejaVu Sans is not installed (fonts-dejavu-core).");
        File.WriteAllBytes(_file, Specimen.Render(regular!, bold!).Bytes);
    }

    private static (int Code, string Output) Run(string tool, params string[] arguments)
    {
        var found = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
        Assert.SkipUnless(found, $"{tool} is not installed (Debian: qpdf, poppler-utils).");

        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
#pragma warning disable xUnit1031 // The process has ended, so its error stream has too.
        return (process.ExitCode, output + errors.Result);
#pragma warning restore xUnit1031
    }
}
