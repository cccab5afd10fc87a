namespace PerfMonitor.Pdf.Layout;

/// <summary>White space; none at the top of a page.</summary>
/// <param name="height">In points.</param>
public sealed class Spacer(double height) : Block
{
    internal override IEnumerable<Strip> Lay(Theme theme, double width) =>
        [new Strip { Height = 0, SpaceBefore = height, Draw = static (_, _, _) => { } }];
}
