using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Layout;

/// <summary>
/// A horizontal piece of a document that is never cut: a line of a paragraph, a row of a table, a chart.
/// Blocks turn into strips, and <see cref="Pagination"/> puts strips on pages.
/// </summary>
internal sealed class Strip
{
    public required double Height { get; init; }

    /// <summary>Draws with the strip's left edge and top at the place given.</summary>
    public required Action<Canvas, double, double> Draw { get; init; }

    /// <summary>White space above; none at the top of a page.</summary>
    public double SpaceBefore { get; init; }

    /// <summary>Whether the next strip has to be on the same page.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>Whether a new page starts here.</summary>
    public bool StartsPage { get; init; }

    /// <summary>What is repeated above when this strip is the first of a page: the header of its table.</summary>
    public Strip? Repeated { get; init; }

    /// <summary>The names internal links use for this place.</summary>
    public IReadOnlyList<string> Anchors { get; init; } = [];

    public Bookmark? Bookmark { get; init; }

    public static Strip Empty(double height) => new() { Height = height, Draw = static (_, _, _) => { } };
}

/// <summary>An entry of the outline that leads to a strip.</summary>
internal sealed record Bookmark(int Level, string Title);
