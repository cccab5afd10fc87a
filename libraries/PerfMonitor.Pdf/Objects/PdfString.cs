using System.Text;

namespace PerfMonitor.Pdf.Objects;

/// <summary>A string object: literal when it is plain ASCII, else hexadecimal.</summary>
internal sealed class PdfString : PdfObject
{
    private readonly byte[] _bytes;
    private readonly bool _literal;

    private PdfString(byte[] bytes, bool literal) => (_bytes, _literal) = (bytes, literal);

    public static PdfString Hexadecimal(ReadOnlySpan<byte> bytes) => new(bytes.ToArray(), literal: false);

    /// <summary>Text for people (titles, bookmarks): ASCII as it is, all else UTF-16BE behind a byte order mark.</summary>
    public static PdfString Text(string text) =>
        Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', '\x1F')
            ? new PdfString(Encoding.ASCII.GetBytes(text), literal: true)
            : new PdfString([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)], literal: false);

    public override void WriteTo(PdfBuffer output)
    {
        if (!_literal)
        {
            output.Append("<"u8).Append(Convert.ToHexString(_bytes)).Append(">"u8);
            return;
        }

        output.Append("("u8);
        foreach (var b in _bytes)
        {
            if (b is (byte)'(' or (byte)')' or (byte)'\\')
            {
                output.Append("\\"u8);
            }

            output.Append([b]);
        }
        output.Append(")"u8);
    }
}
