using System.IO.Compression;

namespace PerfMonitor.Pdf.Objects;

/// <summary>A stream object, Flate-compressed unless it has to stay readable by tools that do not decode (metadata).</summary>
internal sealed class PdfStream : PdfObject
{
    private readonly byte[] _body;
    private readonly PdfDictionary _dictionary;

    private PdfStream(byte[] body, PdfDictionary dictionary)
    {
        _body = body;
        _dictionary = dictionary.Add("Length", body.Length);
    }

    public static PdfStream Compressed(byte[] data, PdfDictionary? dictionary = null) =>
        new(Deflate(data), (dictionary ?? new PdfDictionary()).Add("Filter", "FlateDecode"));

    public static PdfStream Plain(byte[] data, PdfDictionary dictionary) => new(data, dictionary);

    public override void WriteTo(PdfBuffer output) =>
        output.Append(_dictionary).Append("\nstream\n"u8).Append(_body).Append("\nendstream"u8);

    private static byte[] Deflate(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(data);
        }

        return packed.ToArray();
    }
}
