namespace PerfMonitor.Pdf.Content;

/// <summary>The drawing surface of one page. Coordinates are points from the top left corner, y downwards.</summary>
public sealed class Canvas
{
    // Control points at this share of the radius bring four Bézier curves within 0.03 % of a circle.
    private const double CircleControl = 0.5523;

    private readonly ContentStream _content = new();
    private readonly FontResources _fonts;
    private readonly List<PageLink> _links = [];

    internal Canvas(PageSize size, FontResources fonts) => (Size, _fonts) = (size, fonts);

    public PageSize Size { get; }

    internal IReadOnlyList<PageLink> Links => _links;

    internal byte[] Content => _content.ToArray();

    /// <param name="style">Face, size and ink.</param>
    /// <param name="x">Left edge of the text.</param>
    /// <param name="baseline">Distance of the baseline from the top of the page.</param>
    /// <param name="text">One line; control characters count as spaces.</param>
    public void Text(TextStyle style, double x, double baseline, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        var (name, use) = _fonts.Of(style.Face);
        _content.Fill(style.Color).Text(name, style.Size, x, Size.Height - baseline, use.Encode(text));
    }

    /// <summary>Text that ends at <paramref name="right"/>.</summary>
    public void TextRight(TextStyle style, double right, double baseline, string text) =>
        Text(style, right - style.Measure(text), baseline, text);

    /// <summary>Text centred on <paramref name="center"/>.</summary>
    public void TextCentered(TextStyle style, double center, double baseline, string text) =>
        Text(style, center - style.Measure(text) / 2, baseline, text);

    public void FillRectangle(Area area, Rgb color) =>
        _content.Fill(color).Rectangle(area.X, Size.Height - area.Bottom, area.Width, area.Height).FillPath();

    public void FillCircle(double x, double y, double radius, Rgb color)
    {
        var (cy, k) = (Size.Height - y, radius * CircleControl);
        _content.Fill(color)
            .MoveTo(x + radius, cy)
            .CurveTo(x + radius, cy + k, x + k, cy + radius, x, cy + radius)
            .CurveTo(x - k, cy + radius, x - radius, cy + k, x - radius, cy)
            .CurveTo(x - radius, cy - k, x - k, cy - radius, x, cy - radius)
            .CurveTo(x + k, cy - radius, x + radius, cy - k, x + radius, cy)
            .FillPath();
    }

    public void FillPolygon(IReadOnlyList<Point> corners, Rgb color)
    {
        _content.Fill(color);
        Path(corners);
        _content.FillPath();
    }

    public void Line(double x1, double y1, double x2, double y2, LineStyle style) =>
        Polyline([new Point(x1, y1), new Point(x2, y2)], style);

    public void Polyline(IReadOnlyList<Point> points, LineStyle style)
    {
        if (style.Dash > 0)
        {
            _content.Dash(style.Dash);
        }

        _content.Stroke(style.Color, style.Width);
        Path(points);
        _content.StrokePath();
        if (style.Dash > 0)
        {
            _content.Dash();
        }
    }

    /// <summary>Runs <paramref name="draw"/> with everything outside of <paramref name="area"/> cut off and round line joins.</summary>
    public void Clipped(Area area, Action draw)
    {
        _content.Save();
        _content.Rectangle(area.X, Size.Height - area.Bottom, area.Width, area.Height).ClipToPath();
        _content.RoundJoins();
        draw();
        _content.Restore();
    }

    /// <summary>Makes an area open an address outside of the document.</summary>
    /// <exception cref="ArgumentException">The address is not http, https or mailto: viewers would run or refuse others.</exception>
    public void Link(Area area, Uri address) => _links.Add(new PageLink(area, WebAddress.Require(address), null));

    /// <summary>Makes an area lead to a place in the document.</summary>
    public void LinkTo(Area area, string anchor) => _links.Add(new PageLink(area, null, anchor));

    private void Path(IReadOnlyList<Point> points)
    {
        for (var i = 0; i < points.Count; i++)
        {
            if (i == 0)
            {
                _content.MoveTo(points[i].X, Size.Height - points[i].Y);
            }
            else
            {
                _content.LineTo(points[i].X, Size.Height - points[i].Y);
            }
        }
    }
}
