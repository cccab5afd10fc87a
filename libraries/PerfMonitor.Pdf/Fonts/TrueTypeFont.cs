namespace PerfMonitor.Pdf.Fonts;

/// <summary>A parsed TrueType file: what is needed to measure text and to embed the glyphs used.</summary>
public sealed class TrueTypeFont
{
    private readonly CharacterMap _characters;
    private readonly FontTable _horizontalMetrics;
    private readonly int _longMetrics;

    private TrueTypeFont(TableDirectory tables)
    {
        Tables = tables;
        var head = tables.Require("head");
        var hhea = tables.Require("hhea");
        var glyphs = tables.Require("maxp").UInt16(4);
        UnitsPerEm = head.UInt16(18);
        if (UnitsPerEm is < 16 or > 16384)
        {
            throw new FontFormatException($"Font table 'head' gives {UnitsPerEm} units per em; 16 to 16384 are allowed.");
        }

        BoundingBox = [head.Int16(36), head.Int16(38), head.Int16(40), head.Int16(42)];
        Ascent = hhea.Int16(4);
        Descent = hhea.Int16(6);
        _horizontalMetrics = tables.Require("hmtx");
        _longMetrics = hhea.UInt16(34);
        if (_longMetrics == 0 || _longMetrics > glyphs)
        {
            throw new FontFormatException($"Font table 'hhea' gives {_longMetrics} horizontal metrics for {glyphs} glyphs.");
        }

        _ = _horizontalMetrics.Slice(0, _longMetrics * 4 + (glyphs - _longMetrics) * 2);
        _characters = CharacterMap.Read(tables.Require("cmap"));
        Outlines = new GlyphOutlines(tables.Require("glyf"), tables.Require("loca"), head.Int16(50) != 0, glyphs);
        Outlines.Verify();
        Style = FontStyle.Read(tables, Ascent);
        Name = FontName.Read(tables);
    }

    /// <summary>The PostScript name, for example <c>DejaVuSans-Bold</c>.</summary>
    public string Name { get; }

    /// <summary>The size of the design grid; all metrics of the file are in these units.</summary>
    public int UnitsPerEm { get; }

    internal TableDirectory Tables { get; }

    internal GlyphOutlines Outlines { get; }

    internal FontStyle Style { get; }

    internal IReadOnlyList<int> BoundingBox { get; }

    internal int Ascent { get; }

    internal int Descent { get; }

    /// <param name="file">The bytes of a .ttf file.</param>
    /// <exception cref="FontFormatException">The file is damaged, has no TrueType outlines, or forbids embedding.</exception>
    public static TrueTypeFont Parse(ReadOnlyMemory<byte> file) => new(new TableDirectory(file));

    /// <returns>0 when the font has no glyph for the code point.</returns>
    internal int GlyphOf(int codePoint) =>
        _characters.GlyphOf(codePoint) is var glyph && glyph < Outlines.Count ? glyph : 0;

    /// <summary>Glyphs beyond the last long metric are as wide as it (monospaced tails).</summary>
    internal int AdvanceOf(int glyph) => _horizontalMetrics.UInt16(Math.Min(glyph, _longMetrics - 1) * 4);

    internal int LeftSideBearingOf(int glyph) => glyph < _longMetrics
        ? _horizontalMetrics.Int16(glyph * 4 + 2)
        : _horizontalMetrics.Int16(_longMetrics * 4 + (glyph - _longMetrics) * 2);
}
