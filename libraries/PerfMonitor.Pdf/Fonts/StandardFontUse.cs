using System.Text;
using PerfMonitor.Pdf.Objects;

namespace PerfMonitor.Pdf.Fonts;

/// <summary>A standard face in one document: a simple font of its name, one byte per character.</summary>
internal sealed class StandardFontUse(StandardTypeface typeface) : FontUse(typeface)
{
    private readonly StandardTypeface _typeface = typeface;

    protected override void Encode(Rune character, List<byte> bytes) => bytes.Add((byte)WinAnsi.CodeOf(character));

    public override PdfReference WriteTo(PdfFile file) => file.Add(new PdfDictionary()
        .Add("Type", "Font")
        .Add("Subtype", "Type1")
        .Add("BaseFont", _typeface.Name)
        .Add("Encoding", "WinAnsiEncoding"));
}
