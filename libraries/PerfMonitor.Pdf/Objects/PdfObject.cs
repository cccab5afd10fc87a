namespace PerfMonitor.Pdf.Objects;

/// <summary>One of the object kinds of ISO 32000-1, 7.3.</summary>
internal abstract class PdfObject
{
    public abstract void WriteTo(PdfBuffer output);
}
