namespace PerfMonitor.Pdf.Objects;

/// <summary>A dictionary that keeps the order of insertion, so that the same input gives the same bytes.</summary>
internal sealed class PdfDictionary : PdfObject
{
    private readonly List<(PdfName Key, PdfObject Value)> entries = [];

    public int Count => entries.Count;

    public PdfDictionary Add(string key, PdfObject value)
    {
        entries.Add((new PdfName(key), value));
        return this;
    }

    public PdfDictionary Add(string key, string name) => Add(key, new PdfName(name));

    public PdfDictionary Add(string key, double number) => Add(key, new PdfNumber(number));

    public override void WriteTo(PdfBuffer output)
    {
        output.Append("<<"u8);
        foreach (var (key, value) in entries)
        {
            output.Append(key).Append(" "u8).Append(value);
        }

        output.Append(">>"u8);
    }
}
