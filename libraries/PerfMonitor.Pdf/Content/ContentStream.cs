using PerfMonitor.Pdf.Objects;

namespace PerfMonitor.Pdf.Content;

/// <summary>
/// The operators of one page (ISO 32000-1, annex A). Keeps the colours and the line width last set,
/// so that a table of a hundred cells does not repeat them a hundred times.
/// </summary>
internal sealed class ContentStream
{
    private readonly PdfBuffer output = new();
    private readonly Stack<State> saved = [];
    private State current;

    public byte[] ToArray() => output.ToArray();

    public void Save()
    {
        saved.Push(current);
        output.Append("q\n"u8);
    }

    public void Restore()
    {
        current = saved.Pop();
        output.Append("Q\n"u8);
    }

    public ContentStream Fill(Rgb color)
    {
        if (current.Fill != color)
            Color(color, "rg\n"u8);
        current = current with { Fill = color };
        return this;
    }

    public ContentStream Stroke(Rgb color, double width)
    {
        if (current.Stroke != color)
            Color(color, "RG\n"u8);
        if (current.LineWidth != width)
            Operator("w\n"u8, width);
        current = current with { Stroke = color, LineWidth = width };
        return this;
    }

    /// <summary>The lengths of strokes and gaps; none for a solid line.</summary>
    public ContentStream Dash(params double[] lengths)
    {
        output.Append(PdfArray.OfNumbers(lengths)).Append(" 0 d\n"u8);
        return this;
    }

    public ContentStream RoundJoins()
    {
        output.Append("1 j 1 J\n"u8);
        return this;
    }

    public ContentStream MoveTo(double x, double y) => Operator("m\n"u8, x, y);

    public ContentStream LineTo(double x, double y) => Operator("l\n"u8, x, y);

    public ContentStream CurveTo(double x1, double y1, double x2, double y2, double x3, double y3) =>
        Operator("c\n"u8, x1, y1, x2, y2, x3, y3);

    public ContentStream Rectangle(double x, double y, double width, double height) =>
        Operator("re\n"u8, x, y, width, height);

    public void FillPath() => output.Append("f\n"u8);

    public void StrokePath() => output.Append("S\n"u8);

    public void ClipToPath() => output.Append("W n\n"u8);

    public void Text(string font, double size, double x, double y, PdfString text)
    {
        output.Append("BT "u8).Append(new PdfName(font)).Append(" "u8);
        Operator("Tf "u8, size);
        Operator("Td "u8, x, y);
        output.Append(text).Append(" Tj ET\n"u8);
    }

    private void Color(Rgb color, ReadOnlySpan<byte> name) =>
        Operator(name, color.Red / 255.0, color.Green / 255.0, color.Blue / 255.0);

    private ContentStream Operator(ReadOnlySpan<byte> name, params ReadOnlySpan<double> operands)
    {
        foreach (var operand in operands)
            output.Append(operand).Append(" "u8);
        output.Append(name);
        return this;
    }

    private readonly record struct State(Rgb? Fill, Rgb? Stroke, double? LineWidth);
}
