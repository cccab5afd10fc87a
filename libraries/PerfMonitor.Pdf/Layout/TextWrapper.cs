namespace PerfMonitor.Pdf.Layout;

/// <summary>Breaks text into lines: as many words as fit, a word wider than the column cut, "…" behind the last line allowed.</summary>
internal static class TextWrapper
{
    public static IReadOnlyList<TextLine> Wrap(IEnumerable<TextRun> runs, double width, int mostLines = int.MaxValue)
    {
        var lines = new List<TextLine> { new() };
        foreach (var word in TextWords.Of(runs))
        {
            if (lines.Count > mostLines)
            {
                break;
            }

            Place(word, lines, width);
        }

        if (lines.Count > mostLines)
        {
            lines.RemoveRange(mostLines, lines.Count - mostLines);
            lines[^1].Ellipsize(width);
        }
        return lines;
    }

    private static void Place(TextWord word, List<TextLine> lines, double width)
    {
        if (word.StartsLine)
        {
            lines.Add(new TextLine());
        }

        var space = lines[^1].IsEmpty ? null : word.Space;
        var spaceWidth = space?.Style.Measure(" ") ?? 0;
        if (lines[^1].Width + spaceWidth + word.Width <= width)
        {
            if (space is not null)
            {
                lines[^1].Add(space with { Text = " " });
            }

            foreach (var piece in word.Pieces)
            {
                lines[^1].Add(piece);
            }

            return;
        }

        if (!lines[^1].IsEmpty)
        {
            lines.Add(new TextLine());
        }

        foreach (var piece in word.Pieces)
        {
            AddCut(piece, lines, width);
        }
    }

    private static void AddCut(TextRun piece, List<TextLine> lines, double width)
    {
        if (lines[^1].Width + piece.Style.Measure(piece.Text) <= width)
        {
            lines[^1].Add(piece);
            return;
        }
        foreach (var part in LongWord.Split(piece.Text, piece.Style, width))
        {
            if (!lines[^1].IsEmpty)
            {
                lines.Add(new TextLine());
            }

            lines[^1].Add(piece with { Text = part });
        }
    }
}
