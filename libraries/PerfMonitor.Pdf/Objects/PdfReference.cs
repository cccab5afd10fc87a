namespace PerfMonitor.Pdf.Objects;

/// <summary>Points to the indirect object with this number (generation 0: a file is written once).</summary>
internal sealed class PdfReference(int number) : PdfObject
{
    public int Number { get; } = number;

    public override void WriteTo(PdfBuffer output) => output.Append(Number).Append(" 0 R");
}
