namespace PerfMonitor.Pdf.Fonts;

/// <summary>The glyphs of a subset in their new order: those asked for, then the components composites need.</summary>
internal static class GlyphClosure
{
    public static IReadOnlyList<int> Of(IReadOnlyList<int> glyphs, GlyphOutlines outlines)
    {
        var closure = new List<int>(glyphs);
        var known = new HashSet<int>(glyphs);
        for (var i = 0; i < closure.Count; i++)
        {
            foreach (var (_, component) in GlyphOutlines.Components(outlines.Of(closure[i])))
            {
                if (known.Add(component))
                {
                    closure.Add(component);
                }
            }
        }

        return closure;
    }
}
