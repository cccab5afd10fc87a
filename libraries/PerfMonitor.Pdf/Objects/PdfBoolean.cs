namespace PerfMonitor.Pdf.Objects;

internal sealed class PdfBoolean(bool value) : PdfObject
{
    public override void WriteTo(PdfBuffer output) => output.Append(value ? "true" : "false");
}
