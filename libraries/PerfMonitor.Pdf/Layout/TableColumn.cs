namespace PerfMonitor.Pdf.Layout;

/// <summary>A column of a <see cref="Table"/>.</summary>
/// <param name="Header">Its title.</param>
/// <param name="Alignment">Where title and cells stand; numbers belong to the right.</param>
/// <param name="Grow">Its share of the width no column needs.</param>
public sealed record TableColumn(string Header, Alignment Alignment = Alignment.Left, double Grow = 0)
{
    /// <summary>Whether its texts stay on one line: figures with a unit, times.</summary>
    public bool OneLine { get; init; }
}
