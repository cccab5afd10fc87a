using PerfMonitor.Pdf.Layout;

namespace PerfMonitor.Pdf.Tests.Layout;

public class PaginationTests
{
    [Fact]
    public void Fills_a_page_and_goes_on_with_the_next()
    {
        Assert.Equal("0 40 | 0 40 | 0", Placed(100, Strip(40), Strip(40), Strip(40), Strip(60), Strip(100)));
    }

    [Fact]
    public void White_space_separates_strips_but_vanishes_at_the_top_of_a_page()
    {
        Assert.Equal("0 50 | 0", Placed(100, Strip(40, space: 10), Strip(40, space: 10), Strip(40, space: 10)));
    }

    [Fact]
    public void Strips_that_belong_together_move_together()
    {
        Assert.Equal("0 | 0 30", Placed(100, Strip(60), Strip(30, keep: true), Strip(30)));
        Assert.Equal("0 60", Placed(100, Strip(60), Strip(30, keep: true)));
    }

    [Fact]
    public void A_chain_longer_than_a_page_is_broken_where_the_page_ends()
    {
        Assert.Equal("0 | 0 60 | 0", Placed(100, Strip(50), Strip(60, keep: true), Strip(40, keep: true), Strip(30)));
    }

    [Fact]
    public void A_strip_may_ask_for_a_page_of_its_own_but_makes_no_empty_one()
    {
        Assert.Equal("0 | 0", Placed(100, Strip(10), Strip(10, startsPage: true)));
        Assert.Equal("0", Placed(100, Strip(10, startsPage: true)));
    }

    [Fact]
    public void The_header_of_a_table_comes_again_on_every_page_of_it()
    {
        var header = Strip(10, keep: true);
        Strip[] rows = [header, .. Enumerable.Range(0, 5).Select(_ => Strip(30, repeated: header))];

        Assert.Equal("0 10 40 70 | 0 10 40", Placed(100, rows));
    }

    [Fact]
    public void A_header_never_stands_alone_at_the_foot_of_a_page()
    {
        var header = Strip(10, keep: true);

        Assert.Equal("0 | 0 10", Placed(100, Strip(80), header, Strip(30, repeated: header)));
    }

    [Fact]
    public void A_strip_higher_than_the_page_is_an_error_that_says_what_to_do()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Placed(100, Strip(101)));

        Assert.Equal("A block 101 points high does not fit a page body of 100; make it lower or the page larger.", error.Message);
    }

    [Fact]
    public void No_strips_make_one_empty_page()
    {
        Assert.Equal("", Placed(100));
    }

    private static string Placed(double pageHeight, params Strip[] strips) =>
        string.Join(" | ", Pagination.Place(strips, pageHeight).Select(page => string.Join(' ', page.Select(p => p.Y))));

    private static Strip Strip(double height, double space = 0, bool keep = false, bool startsPage = false, Strip? repeated = null) => new()
    {
        Height = height,
        SpaceBefore = space,
        KeepWithNext = keep,
        StartsPage = startsPage,
        Repeated = repeated,
        Draw = static (_, _, _) => { },
    };
}
