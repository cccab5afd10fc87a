namespace PerfMonitor.Pdf.Layout;

/// <summary>A part of a document's flow: heading, paragraph, table, chart.</summary>
public abstract class Block
{
    private protected Block()
    {
    }

    internal abstract IEnumerable<Strip> Lay(Theme theme, double width);
}
