using System.Text;
using PerfMonitor.Pdf.Fonts;
using PerfMonitor.Pdf.Objects;

namespace PerfMonitor.Pdf.Content;

/// <summary>The typefaces of one document, named F1, F2 … in order of first use, shared by all pages.</summary>
internal sealed class FontResources
{
    private readonly List<FontUse> uses = [];
    private readonly Dictionary<Typeface, int> indexes = [];

    public IEnumerable<Rune> Missing => uses.SelectMany(u => u.Missing).Distinct().OrderBy(r => r.Value);

    public (string Name, FontUse Use) Of(Typeface typeface)
    {
        if (!indexes.TryGetValue(typeface, out var index))
        {
            indexes[typeface] = index = uses.Count;
            uses.Add(typeface.BeginUse());
        }
        return ($"F{index + 1}", uses[index]);
    }

    public PdfDictionary WriteTo(PdfFile file)
    {
        var fonts = new PdfDictionary();
        foreach (var (index, use) in uses.Index())
            fonts.Add($"F{index + 1}", use.WriteTo(file));
        return fonts;
    }
}
