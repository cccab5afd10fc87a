using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Layout;

/// <summary>Names and their values in columns, such as the facts at the head of a report.</summary>
/// <param name="entries">Filled in row by row.</param>
/// <param name="columns">How many pairs stand side by side.</param>
public sealed class KeyValueGrid(IReadOnlyList<(string Key, string Value)> entries, int columns = 2) : Block
{
    private const double Gap = 16;
    private const int MostLines = 8;

    internal override IEnumerable<Strip> Lay(Theme theme, double width)
    {
        var each = (width - Gap * (columns - 1)) / columns;
        var keyWidth = Math.Min(each * 0.45, entries.Select(e => theme.Caption.Measure(e.Key)).DefaultIfEmpty(0).Max() + 10);
        var leading = theme.LineHeight(theme.Text);
        foreach (var (index, row) in entries.Chunk(columns).Index())
        {
            var cells = row.Select(entry => (
                Key: TextWrapper.Wrap([new TextRun(entry.Key, theme.Caption)], keyWidth - 6, MostLines),
                Value: TextWrapper.Wrap([new TextRun(entry.Value, theme.Text)], each - keyWidth, MostLines))).ToArray();
            yield return new Strip
            {
                Height = cells.Max(c => Math.Max(c.Key.Count, c.Value.Count)) * leading + 2,
                SpaceBefore = index == 0 ? 6 : 0,
                KeepWithNext = (index + 1) * columns < entries.Count,
                Draw = (canvas, x, y) =>
                {
                    foreach (var (column, cell) in cells.Index())
                    {
                        Draw(canvas, cell.Key, x + column * (each + Gap), y);
                        Draw(canvas, cell.Value, x + column * (each + Gap) + keyWidth, y);
                    }
                },
            };
        }

        void Draw(Canvas canvas, IReadOnlyList<TextLine> lines, double x, double y)
        {
            foreach (var (index, line) in lines.Index())
            {
                line.Draw(canvas, x, y + index * leading + theme.TextSize * 1.05);
            }
        }
    }
}
