namespace PerfMonitor.Pdf.Content;

/// <summary>A rectangle in points, measured from the top left corner of the page, y downwards.</summary>
public readonly record struct Area(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;
}
