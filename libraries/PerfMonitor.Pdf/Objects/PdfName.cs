using System.Text;

namespace PerfMonitor.Pdf.Objects;

/// <summary>A name such as <c>/Type</c>; bytes outside the regular characters are written as <c>#xx</c>.</summary>
internal sealed class PdfName(string value) : PdfObject
{
    private const string Delimiters = "()<>[]{}/%#";

    public override void WriteTo(PdfBuffer output)
    {
        output.Append("/"u8);
        foreach (var b in Encoding.UTF8.GetBytes(value))
        {
            if (b is > 0x20 and < 0x7F && !Delimiters.Contains((char)b))
            {
                output.Append([b]);
            }
            else
            {
                output.Append($"#{b:X2}");
            }
        }
    }
}
