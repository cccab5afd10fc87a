using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Layout;

/// <summary>The sheet, its margins and what stands on every page; all lengths in points.</summary>
public sealed record PageSetup
{
    public PageSize Size { get; init; } = PageSize.A4;

    public double Left { get; init; } = 50;

    public double Right { get; init; } = 50;

    public double Top { get; init; } = 62;

    public double Bottom { get; init; } = 60;

    /// <summary>Upper left of every page but the first, which has the title.</summary>
    public string HeaderLeft { get; init; } = "";

    /// <summary>Upper right of every page but the first.</summary>
    public string HeaderRight { get; init; } = "";

    /// <summary>Lower left of every page; the lower right has the page number.</summary>
    public string Footer { get; init; } = "";

    internal double BodyWidth => Size.Width - Left - Right;

    internal double BodyHeight => Size.Height - Top - Bottom;
}
