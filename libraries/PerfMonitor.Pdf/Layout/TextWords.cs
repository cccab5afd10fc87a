using System.Text;

namespace PerfMonitor.Pdf.Layout;

/// <summary>A word: pieces that stay together, in one or several styles.</summary>
/// <param name="Pieces">The parts, none of them empty.</param>
/// <param name="Space">The style of the space in front, if there was one.</param>
/// <param name="StartsLine">Whether a line break was in front.</param>
internal sealed record TextWord(IReadOnlyList<TextRun> Pieces, TextRun? Space, bool StartsLine)
{
    public double Width => Pieces.Sum(p => p.Style.Measure(p.Text));
}

/// <summary>Cuts runs into words at white space; a no-break space belongs to its word.</summary>
internal static class TextWords
{
    public static IEnumerable<TextWord> Of(IEnumerable<TextRun> runs)
    {
        var pieces = new List<TextRun>();
        TextRun? space = null;
        var startsLine = false;
        foreach (var run in runs)
        {
            var piece = new StringBuilder();
            foreach (var c in run.Text)
            {
                if (!char.IsWhiteSpace(c) || c == '\u00A0')
                {
                    piece.Append(c);
                    continue;
                }

                Take(run, piece, pieces);
                if (pieces.Count > 0 || (c == '\n' && startsLine))
                {
                    yield return new TextWord(pieces, space, startsLine);
                    (pieces, space, startsLine) = ([], null, false);
                }
                if (c == '\n')
                {
                    startsLine = true;
                }
                else
                {
                    space = run;
                }
            }
            Take(run, piece, pieces);
        }
        if (pieces.Count > 0)
        {
            yield return new TextWord(pieces, space, startsLine);
        }
    }

    private static void Take(TextRun run, StringBuilder piece, List<TextRun> pieces)
    {
        if (piece.Length > 0)
        {
            pieces.Add(run with { Text = piece.ToString() });
        }

        piece.Clear();
    }
}
