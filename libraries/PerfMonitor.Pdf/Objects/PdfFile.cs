using System.Globalization;
using System.Security.Cryptography;

namespace PerfMonitor.Pdf.Objects;

/// <summary>The indirect objects of one file and the way they are written: header, body, cross-reference table, trailer.</summary>
internal sealed class PdfFile
{
    private readonly List<PdfObject?> _objects = [];

    /// <summary>A number for an object that others point to before it is known.</summary>
    public PdfReference Reserve()
    {
        _objects.Add(null);
        return new PdfReference(_objects.Count);
    }

    public PdfReference Add(PdfObject value)
    {
        _objects.Add(value);
        return new PdfReference(_objects.Count);
    }

    public void Set(PdfReference reference, PdfObject value) => _objects[reference.Number - 1] = value;

    public byte[] Write(PdfReference catalog, PdfReference information)
    {
        // The second line has four bytes above 127, which tells transfer programs that the file is binary.
        var output = new PdfBuffer().Append("%PDF-1.7\n%"u8).Append([0xE2, 0xE3, 0xCF, 0xD3]).Append("\n"u8);
        var offsets = new int[_objects.Count];
        for (var i = 0; i < _objects.Count; i++)
        {
            var value = _objects[i] ?? throw new InvalidOperationException($"PDF object {i + 1} was reserved and never set.");
            offsets[i] = output.Length;
            output.Append(i + 1).Append(" 0 obj\n"u8).Append(value).Append("\nendobj\n"u8);
        }

        // The file identifier is a hash of the content: the same report always has the same one.
        var identifier = PdfString.Hexadecimal(SHA256.HashData(output.Written).AsSpan(0, 16));
        var table = output.Length;
        output.Append("xref\n0 "u8).Append(_objects.Count + 1).Append("\n0000000000 65535 f \n"u8);
        foreach (var offset in offsets)
        {
            output.Append(offset.ToString("0000000000", CultureInfo.InvariantCulture)).Append(" 00000 n \n"u8);
        }

        var trailer = new PdfDictionary()
            .Add("Size", _objects.Count + 1)
            .Add("Root", catalog)
            .Add("Info", information)
            .Add("ID", new PdfArray(identifier, identifier));
        return output.Append("trailer\n"u8).Append(trailer).Append("\nstartxref\n"u8).Append(table).Append("\n%%EOF\n"u8).ToArray();
    }
}
