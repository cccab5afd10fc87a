using System.Text;
using PerfMonitor.Pdf.Fonts;
using PerfMonitor.Pdf.Objects;

namespace PerfMonitor.Pdf.Content;

/// <summary>The typefaces of one document, named F1, F2 … in order of first use, shared by all pages.</summary>
internal sealed class FontResources
{
    private readonly List<FontUse> _uses = [];
    private readonly Dictionary<Typeface, int> _indexes = [];

    public IEnumerable<Rune> Missing => _uses.SelectMany(u => u.Missing).Distinct().OrderBy(r => r.Value);

    public (string Name, FontUse Use) Of(Typeface typeface)
    {
        if (!_indexes.TryGetValue(typeface, out var index))
        {
            _indexes[typeface] = index = _uses.Count;
            _uses.Add(typeface.BeginUse());
        }
        return ($"F{index + 1}", _uses[index]);
    }

    public PdfDictionary WriteTo(PdfFile file)
    {
        var fonts = new PdfDictionary();
        foreach (var (index, use) in _uses.Index())
        {
            fonts.Add($"F{index + 1}", use.WriteTo(file));
        }

        return fonts;
    }
}
