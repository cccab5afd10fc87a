using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Layout;

/// <summary>A heading. It stays with what follows and is a bookmark.</summary>
/// <param name="level">1 (the document's title) to 3.</param>
/// <param name="text">The words.</param>
public sealed class Heading(int level, string text) : Block
{
    /// <summary>The name internal links use for this place.</summary>
    public string? Anchor { get; init; }

    /// <summary>Whether a new page starts with it.</summary>
    public bool StartsPage { get; init; }

    internal override IEnumerable<Strip> Lay(Theme theme, double width)
    {
        var style = Style(theme);
        var lines = TextWrapper.Wrap([new TextRun(text, style)], width);
        foreach (var (index, line) in lines.Index())
        {
            var last = index == lines.Count - 1;
            yield return new Strip
            {
                Height = style.Size * 1.25 + (last ? SpaceBelow : 0),
                SpaceBefore = index == 0 ? SpaceAbove : 0,
                StartsPage = StartsPage && index == 0,
                KeepWithNext = true,
                Anchors = index == 0 && Anchor is not null ? [Anchor] : [],
                Bookmark = index == 0 ? new Bookmark(level, text) : null,
                Draw = (canvas, x, y) =>
                {
                    line.Draw(canvas, x, y + style.Size);
                    if (level == 2 && last)
                    {
                        canvas.Line(x, y + style.Size * 1.25 + 2.5, x + width, y + style.Size * 1.25 + 2.5, new LineStyle(theme.Rule, 0.75));
                    }
                },
            };
        }
    }

    private double SpaceAbove => level switch { 1 => 0, 2 => 24, _ => 14 };

    private double SpaceBelow => level switch { 1 => 3, 2 => 5, _ => 3 };

    private TextStyle Style(Theme theme) => level switch
    {
        1 => new TextStyle(theme.Bold, theme.TextSize * 2.3, theme.Ink),
        2 => new TextStyle(theme.Bold, theme.TextSize * 1.45, theme.Ink),
        _ => new TextStyle(theme.Bold, theme.TextSize * 1.1, theme.Ink),
    };
}
