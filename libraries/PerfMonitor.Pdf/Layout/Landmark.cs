namespace PerfMonitor.Pdf.Layout;

/// <summary>A place internal links can lead to, without anything to see.</summary>
/// <param name="anchor">Its name.</param>
public sealed class Landmark(string anchor) : Block
{
    internal override IEnumerable<Strip> Lay(Theme theme, double width) =>
        [new Strip { Height = 0, Anchors = [anchor], Draw = static (_, _, _) => { } }];
}
