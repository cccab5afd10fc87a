namespace PerfMonitor.Pdf.Objects;

internal sealed class PdfNumber(double value) : PdfObject
{
    public override void WriteTo(PdfBuffer output) => output.Append(value);
}
