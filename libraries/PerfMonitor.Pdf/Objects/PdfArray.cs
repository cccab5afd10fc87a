namespace PerfMonitor.Pdf.Objects;

internal sealed class PdfArray(params IEnumerable<PdfObject> items) : PdfObject
{
    private readonly PdfObject[] _items = [.. items];

    public static PdfArray OfNumbers(params IEnumerable<double> numbers) => new(numbers.Select(n => new PdfNumber(n)));

    public override void WriteTo(PdfBuffer output)
    {
        output.Append("["u8);
        for (var i = 0; i < _items.Length; i++)
        {
            if (i > 0)
            {
                output.Append(" "u8);
            }

            output.Append(_items[i]);
        }
        output.Append("]"u8);
    }
}
