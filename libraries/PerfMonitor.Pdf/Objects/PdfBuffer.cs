using System.Buffers;
using System.Globalization;
using System.Text;

namespace PerfMonitor.Pdf.Objects;

/// <summary>The growing bytes of a file or a content stream.</summary>
internal sealed class PdfBuffer
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    public int Length => _bytes.WrittenCount;

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public PdfBuffer Append(ReadOnlySpan<byte> data)
    {
        _bytes.Write(data);
        return this;
    }

    public PdfBuffer Append(string ascii)
    {
        Encoding.ASCII.GetBytes(ascii, _bytes);
        return this;
    }

    public PdfBuffer Append(int value)
    {
        value.TryFormat(_bytes.GetSpan(16), out var written, default, CultureInfo.InvariantCulture);
        _bytes.Advance(written);
        return this;
    }

    /// <summary>Three decimals: a thousandth of a point is finer than any printer.</summary>
    public PdfBuffer Append(double value)
    {
        if (!double.IsFinite(value) || Math.Abs(value) > 1e9)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A PDF number is finite and below 1e9.");
        }

        var rounded = Math.Round(value, 3) + 0.0;
        (rounded == 0 ? 0 : rounded).TryFormat(_bytes.GetSpan(32), out var written, "0.###", CultureInfo.InvariantCulture);
        _bytes.Advance(written);
        return this;
    }

    public PdfBuffer Append(PdfObject value)
    {
        value.WriteTo(this);
        return this;
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
