using PerfMonitor.Pdf.Content;
using PerfMonitor.Pdf.Fonts;
using PerfMonitor.Pdf.Layout;

namespace PerfMonitor.Pdf.Tests.Layout;

public class TextWrapperTests
{
    // In Helvetica at 10 points a digit is 5.56 wide and a space 2.78.
    private static readonly TextStyle Style = new(StandardTypeface.Helvetica, 10, default);

    [Theory]
    [InlineData("111 222 333", 40, "111 222|333")]
    [InlineData("111 222 333", 36.15, "111 222|333")]
    [InlineData("111 222 333", 36.13, "111|222|333")]
    [InlineData("111", 40, "111")]
    [InlineData("", 40, "")]
    [InlineData("   ", 40, "")]
    [InlineData("  111   222  ", 40, "111 222")]
    [InlineData("111\n222", 40, "111|222")]
    [InlineData("111\n\n222", 40, "111||222")]
    [InlineData("111\u00A0222 333", 40, "111\u00A0222|333")]
    [InlineData("1111111111", 17, "111|111|111|1")]
    [InlineData("11 2222222222", 17, "11|222|222|222|2")]
    [InlineData("11/22/33/44", 23, "11/|22/|33/|44")]
    [InlineData("1", 0, "1")]
    public void Lines_hold_as_many_words_as_fit(string text, double width, string expected)
    {
        var lines = TextWrapper.Wrap([new TextRun(text, Style)], width);

        Assert.Equal(expected, string.Join('|', lines.Select(l => l.Text)));
    }

    [Theory]
    [InlineData("111 222 333", 1, "111 222…")]
    [InlineData("111 222 333", 2, "111 222|333")]
    [InlineData("111 222 333 444 555", 2, "111 222|333 444…")]
    [InlineData("1111111111", 1, "1111111…")]
    public void Text_beyond_the_last_line_allowed_ends_with_an_ellipsis(string text, int mostLines, string expected)
    {
        var lines = TextWrapper.Wrap([new TextRun(text, Style)], 50, mostLines);

        Assert.Equal(expected, string.Join('|', lines.Select(l => l.Text)));
        Assert.All(lines, line => Assert.InRange(line.Width, 0, 50));
    }

    [Fact]
    public void A_word_of_two_styles_stays_together()
    {
        var bold = Style with { Face = StandardTypeface.HelveticaBold };

        var lines = TextWrapper.Wrap([new TextRun("111 22", Style), new TextRun("22", bold), new TextRun(", 3", Style)], 32);

        Assert.Equal(["111", "2222,", "3"], lines.Select(l => l.Text));
        Assert.Equal([Style, bold, Style], lines[1].Runs.Select(r => r.Style));
    }

    [Fact]
    public void Neighbours_of_one_style_become_one_run()
    {
        var lines = TextWrapper.Wrap([new TextRun("1 2 3", Style), new TextRun(" 4", Style)], 500);

        Assert.Equal("1 2 3 4", Assert.Single(lines[0].Runs).Text);
    }

    [Fact]
    public void A_link_is_a_run_of_its_own()
    {
        var link = new TextRun("2", Style) { Anchor = "there" };

        var lines = TextWrapper.Wrap([new TextRun("1 ", Style), link, new TextRun(" 3", Style)], 500);

        Assert.Equal(["1 ", "2", " 3"], lines[0].Runs.Select(r => r.Text));
    }
}
