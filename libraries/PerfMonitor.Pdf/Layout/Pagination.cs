namespace PerfMonitor.Pdf.Layout;

/// <summary>A strip and its distance from the top of the page's body.</summary>
internal sealed record PlacedStrip(Strip Strip, double Y);

/// <summary>Puts strips on pages from top to bottom; pure, knows heights only.</summary>
internal static class Pagination
{
    /// <exception cref="InvalidOperationException">One strip is higher than a page.</exception>
    public static IReadOnlyList<IReadOnlyList<PlacedStrip>> Place(IReadOnlyList<Strip> strips, double pageHeight)
    {
        var pages = new List<List<PlacedStrip>> { new() };
        var y = 0.0;
        for (var start = 0; start < strips.Count;)
        {
            var end = ChainEnd(strips, start);
            if (pages[^1].Count > 0 && (strips[start].StartsPage || !Fits(strips, start, end, y, pageHeight)))
            {
                y = NextPage(pages);
            }

            for (; start < end; start++)
            {
                // Only a chain longer than a page is broken inside.
                if (pages[^1].Count > 0 && y + strips[start].SpaceBefore + strips[start].Height > pageHeight)
                {
                    y = NextPage(pages);
                }

                y = Add(pages[^1], strips[start], y, pageHeight);
            }
        }
        return pages;
    }

    /// <summary>The end of the strips that have to stay together, starting with this one.</summary>
    private static int ChainEnd(IReadOnlyList<Strip> strips, int start)
    {
        var end = start;
        while (end < strips.Count - 1 && strips[end].KeepWithNext)
        {
            end++;
        }

        return end + 1;
    }

    private static bool Fits(IReadOnlyList<Strip> strips, int start, int end, double y, double pageHeight)
    {
        for (var i = start; i < end; i++)
        {
            y += strips[i].SpaceBefore + strips[i].Height;
        }

        return y <= pageHeight;
    }

    private static double NextPage(List<List<PlacedStrip>> pages)
    {
        pages.Add([]);
        return 0;
    }

    private static double Add(List<PlacedStrip> page, Strip strip, double y, double pageHeight)
    {
        if (page.Count == 0 && strip.Repeated is { } repeated)
        {
            page.Add(new PlacedStrip(repeated, y));
            y += repeated.Height;
        }
        else if (page.Count > 0)
        {
            y += strip.SpaceBefore;
        }

        if (y + strip.Height > pageHeight + 0.01)
        {
            throw new InvalidOperationException($"A block {strip.Height:0} points high does not fit a page body of {pageHeight:0}; make it lower or the page larger.");
        }

        page.Add(new PlacedStrip(strip, y));
        return y + strip.Height;
    }
}
