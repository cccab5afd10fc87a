using PerfMonitor.Pdf.Content;
using PerfMonitor.Pdf.Fonts;

namespace PerfMonitor.Pdf.Tests.Content;

public class CanvasTests
{
    private static readonly Rgb Red = Rgb.Of(0xFF0000);

    [Fact]
    public void Coordinates_count_from_the_top_and_are_written_from_the_bottom()
    {
        Assert.Equal("1 0 0 rg\n10 70 30 20 re\nf\n", Drawn(c => c.FillRectangle(new Area(10, 10, 30, 20), Red)));
    }

    [Fact]
    public void Colours_and_widths_are_written_when_they_change()
    {
        var drawn = Drawn(c =>
        {
            c.Line(0, 0, 10, 0, new LineStyle(Red, 2));
            c.Line(0, 5, 10, 5, new LineStyle(Red, 2));
            c.Line(0, 9, 10, 9, new LineStyle(Red, 1));
        });

        Assert.Equal("1 0 0 RG\n2 w\n0 100 m\n10 100 l\nS\n0 95 m\n10 95 l\nS\n1 w\n0 91 m\n10 91 l\nS\n", drawn);
    }

    [Fact]
    public void What_a_clip_changed_is_set_again_behind_it()
    {
        var drawn = Drawn(c =>
        {
            c.FillRectangle(new Area(0, 0, 1, 1), Red);
            c.Clipped(new Area(0, 0, 50, 50), () => c.FillRectangle(new Area(0, 0, 1, 1), default));
            c.FillRectangle(new Area(0, 0, 1, 1), Red);
        });

        Assert.Equal("1 0 0 rg\n0 99 1 1 re\nf\nq\n0 50 50 50 re\nW n\n1 j 1 J\n0 0 0 rg\n0 99 1 1 re\nf\nQ\n0 99 1 1 re\nf\n", drawn);
    }

    [Fact]
    public void A_dashed_line_leaves_solid_ones_behind_it()
    {
        Assert.Equal("[3] 0 d\n1 0 0 RG\n1 w\n0 100 m\n9 100 l\nS\n[] 0 d\n", Drawn(c => c.Line(0, 0, 9, 0, new LineStyle(Red, 1, Dash: 3))));
    }

    [Fact]
    public void Text_names_its_font_and_shows_the_codes_of_its_characters()
    {
        var style = new TextStyle(StandardTypeface.Helvetica, 9.5, Red);

        Assert.Equal("1 0 0 rg\nBT /F1 9.5 Tf 20 70 Td <4142> Tj ET\n", Drawn(c => c.Text(style, 20, 30, "AB")));
        Assert.Equal("1 0 0 rg\nBT /F1 9.5 Tf 87.327 70 Td <4142> Tj ET\n", Drawn(c => c.TextRight(style, 100, 30, "AB")));
        Assert.Equal("1 0 0 rg\nBT /F1 9.5 Tf 43.664 70 Td <4142> Tj ET\n", Drawn(c => c.TextCentered(style, 50, 30, "AB")));
        Assert.Equal("", Drawn(c => c.Text(style, 0, 0, "")));
    }

    [Fact]
    public void A_circle_closes_where_it_began()
    {
        var lines = Drawn(c => c.FillCircle(50, 50, 10, Red)).Split('\n');

        Assert.Equal("60 50 m", lines[1]);
        Assert.EndsWith(" 60 50 c", lines[5], StringComparison.Ordinal);
        Assert.Equal("f", lines[6]);
    }

    [Theory]
    [InlineData("javascript:app.alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/relative")]
    public void Links_to_anything_but_pages_and_mail_are_refused(string address)
    {
        var uri = new Uri(address, UriKind.RelativeOrAbsolute);

        Assert.False(WebAddress.IsLinkable(uri));
        Assert.Throws<ArgumentException>(() => Drawn(c => c.Link(default, uri)));
    }

    [Fact]
    public void A_tint_is_between_white_and_the_colour()
    {
        Assert.Equal(Rgb.Of(0xFFFFFF), Red.Tint(0));
        Assert.Equal(Rgb.Of(0xFF8080), Red.Tint(0.5));
        Assert.Equal(Red, Red.Tint(1));
    }

    private static string Drawn(Action<Canvas> draw)
    {
        var document = new PdfDocument(new DocumentProperties { Title = "", Created = default });
        draw(document.AddPage(new PageSize(100, 100)));
        return new PdfParser(document.Write()).PageContent(0);
    }
}
