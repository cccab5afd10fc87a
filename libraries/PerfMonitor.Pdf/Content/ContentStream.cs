using PerfMonitor.Pdf.Objects;

namespace PerfMonitor.Pdf.Content;

/// <summary>
/// The operators of one page (ISO 32000-1, annex A). Keeps the colours and the line width last set,
/// so that a table of a hundred cells does not repeat them a hundred times.
/// </summary>
internal sealed class ContentStream
{
    private readonly PdfBuffer _output = new();
    private readonly Stack<State> _saved = [];
    private State _current;

    public byte[] ToArray() => _output.ToArray();

    public void Save()
    {
        _saved.Push(_current);
        _output.Append("q\n"u8);
    }

    public void Restore()
    {
        _current = _saved.Pop();
        _output.Append("Q\n"u8);
    }

    public ContentStream Fill(Rgb color)
    {
        if (_current.Fill != color)
        {
            Color(color, "rg\n"u8);
        }

        _current = _current with { Fill = color };
        return this;
    }

    public ContentStream Stroke(Rgb color, double width)
    {
        if (_current.Stroke != color)
        {
            Color(color, "RG\n"u8);
        }

        if (_current.LineWidth != width)
        {
            Operator("w\n"u8, width);
        }

        _current = _current with { Stroke = color, LineWidth = width };
        return this;
    }

    /// <summary>The lengths of strokes and gaps; none for a solid line.</summary>
    public ContentStream Dash(params double[] lengths)
    {
        _output.Append(PdfArray.OfNumbers(lengths)).Append(" 0 d\n"u8);
        return this;
    }

    public ContentStream RoundJoins()
    {
        _output.Append("1 j 1 J\n"u8);
        return this;
    }

    public ContentStream MoveTo(double x, double y) => Operator("m\n"u8, x, y);

    public ContentStream LineTo(double x, double y) => Operator("l\n"u8, x, y);

    public ContentStream CurveTo(double x1, double y1, double x2, double y2, double x3, double y3) =>
        Operator("c\n"u8, x1, y1, x2, y2, x3, y3);

    public ContentStream Rectangle(double x, double y, double width, double height) =>
        Operator("re\n"u8, x, y, width, height);

    public void FillPath() => _output.Append("f\n"u8);

    public void StrokePath() => _output.Append("S\n"u8);

    public void ClipToPath() => _output.Append("W n\n"u8);

    public void Text(string font, double size, double x, double y, PdfString text)
    {
        _output.Append("BT "u8).Append(new PdfName(font)).Append(" "u8);
        Operator("Tf "u8, size);
        Operator("Td "u8, x, y);
        _output.Append(text).Append(" Tj ET\n"u8);
    }

    private void Color(Rgb color, ReadOnlySpan<byte> name) =>
        Operator(name, color.Red / 255.0, color.Green / 255.0, color.Blue / 255.0);

    private ContentStream Operator(ReadOnlySpan<byte> name, params ReadOnlySpan<double> operands)
    {
        foreach (var operand in operands)
        {
            _output.Append(operand).Append(" "u8);
        }

        _output.Append(name);
        return this;
    }

    private readonly record struct State(Rgb? Fill, Rgb? Stroke, double? LineWidth);
}
