using PerfMonitor.Pdf.Content;
using PerfMonitor.Pdf.Layout;

namespace PerfMonitor.Pdf.Tests.Layout;

public class ParagraphTests
{
    [Theory]
    [InlineData(1, "-")]
    [InlineData(2, "+-")]
    [InlineData(3, "++-")]
    [InlineData(4, "+-+-")]
    [InlineData(6, "+---+-")]
    public void At_least_two_lines_stay_on_either_side_of_a_page_break(int lines, string kept)
    {
        var strips = new Paragraph(string.Join('\n', Enumerable.Repeat("x", lines))).Lay(new Theme(), 100);

        Assert.Equal(kept, string.Concat(strips.Select(s => s.KeepWithNext ? '+' : '-')));
    }

    [Fact]
    public void A_heading_stays_with_what_follows_over_all_of_its_lines()
    {
        var strips = new Heading(2, "one two three four five six seven") { Anchor = "a", StartsPage = true }.Lay(new Theme(), 100).ToArray();

        Assert.True(strips.Length > 1);
        Assert.All(strips, s => Assert.True(s.KeepWithNext));
        Assert.Equal(["a"], strips.SelectMany(s => s.Anchors));
        Assert.Equal(new Bookmark(2, "one two three four five six seven"), Assert.Single(strips, s => s.Bookmark is not null).Bookmark);
        Assert.True(strips[0].StartsPage && !strips[1].StartsPage);
    }

    [Fact]
    public void Blocks_side_by_side_are_one_strip_as_high_as_the_highest()
    {
        var row = new Columns([new Paragraph("x"), new Paragraph("x\nx\nx")], 2).Lay(new Theme(), 400).Single();

        Assert.Equal(3 * 9 * 1.4, row.Height, 6);
    }

    [Fact]
    public void A_mark_on_a_timeline_is_seen_however_short_and_stays_inside()
    {
        var timeline = new Timeline([new(0, 1, Tone.Good), new(0.5, 0.5, Tone.Bad), new(1, 1.2, Tone.Bad)]);
        var document = new PdfDocument(new DocumentProperties { Title = "", Created = default });
        timeline.Draw(document.AddPage(new PageSize(100, 100)), new Theme(), new Area(0, 0, 100, 8));

        var content = new PdfParser(document.Write()).PageContent(0);

        Assert.Contains("\n50 92 1.5 8 re\n", content, StringComparison.Ordinal);
        Assert.Contains("\n98.5 92 1.5 8 re\n", content, StringComparison.Ordinal);
    }
}
