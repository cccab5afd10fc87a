using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Layout;

/// <summary>
/// A table over the whole width. Columns take what their texts need, rows are never cut, and the header is repeated
/// on every page.
/// </summary>
/// <param name="columns">At least one.</param>
/// <param name="rows">As many cells each as there are columns.</param>
public sealed class Table(IReadOnlyList<TableColumn> columns, IReadOnlyList<IReadOnlyList<TableCell>> rows) : Block
{
    // A row stays far below a page whatever is in it; a longer text ends with "…".
    private const int MostLinesPerCell = 8;
    private const double HorizontalPadding = 6;
    private const double RoomyPadding = 3.6;
    private const double DensePadding = 1.4;
    private const double DenseScale = 0.88;

    // Of a table over several pages the last has at least this many rows.
    private const int RowsKeptTogether = 2;

    /// <summary>Smaller type and less room between rows, for reference material at the end.</summary>
    public bool Dense { get; init; }

    private double VerticalPadding => Dense ? DensePadding : RoomyPadding;

    internal override IEnumerable<Strip> Lay(Theme theme, double width)
    {
        theme = Dense ? theme with { TextSize = theme.TextSize * DenseScale } : theme;
        foreach (var (index, row) in rows.Index())
        {
            if (row.Count != columns.Count)
            {
                throw new ArgumentException($"Row {index + 1} of the table has {row.Count} cells for {columns.Count} columns.");
            }
        }

        var widths = ColumnWidths.Distribute([.. columns.Select((c, i) => Demand(theme, c, i))], width);
        var header = Header(theme, widths);
        yield return header;
        for (var i = 0; i < rows.Count; i++)
        {
            yield return Row(theme, widths, i, header);
        }
    }

    private ColumnDemand Demand(Theme theme, TableColumn column, int index)
    {
        var cells = rows.Select(r => TableCellLayout.Demand(theme, r[index]));
        var (narrowest, natural) = cells.Append(TableCellLayout.Demand(new TextRun(column.Header, theme.Label)))
            .Aggregate((a, b) => (Math.Max(a.Narrowest, b.Narrowest), Math.Max(a.Natural, b.Natural)));
        return new ColumnDemand((column.OneLine ? natural : narrowest) + 2 * HorizontalPadding, natural + 2 * HorizontalPadding, column.Grow);
    }

    private Strip Header(Theme theme, double[] widths)
    {
        var cells = columns.Select((column, i) => new TableCellLayout(theme, new TextRun(column.Header, theme.Label), column.Alignment, Inner(widths[i]), MostLinesPerCell)).ToArray();
        var height = cells.Max(c => c.Height) + 2 * VerticalPadding;
        return new Strip
        {
            Height = height,
            SpaceBefore = 8,
            KeepWithNext = rows.Count > 0,
            Draw = (canvas, x, y) =>
            {
                Draw(canvas, cells, widths, x, y + height - VerticalPadding, fromBottom: true);
                canvas.Line(x, y + height, x + widths.Sum(), y + height, new LineStyle(theme.Muted, 0.75));
            },
        };
    }

    private Strip Row(Theme theme, double[] widths, int index, Strip header)
    {
        var cells = rows[index].Select((cell, i) => new TableCellLayout(theme, cell, columns[i].Alignment, Inner(widths[i]), MostLinesPerCell)).ToArray();
        var height = cells.Max(c => c.Height) + 2 * VerticalPadding;
        return new Strip
        {
            Height = height,
            Repeated = header,
            KeepWithNext = index < rows.Count - 1 && index >= rows.Count - RowsKeptTogether,
            Draw = (canvas, x, y) =>
            {
                if (index % 2 == 1)
                {
                    canvas.FillRectangle(new Area(x, y, widths.Sum(), height), theme.Ground);
                }

                Draw(canvas, cells, widths, x, y + VerticalPadding, fromBottom: false);
                if (index == rows.Count - 1)
                {
                    canvas.Line(x, y + height, x + widths.Sum(), y + height, new LineStyle(theme.Rule, 0.75));
                }
            },
        };
    }

    private static void Draw(Canvas canvas, TableCellLayout[] cells, double[] widths, double x, double y, bool fromBottom)
    {
        foreach (var (cell, width) in cells.Zip(widths))
        {
            cell.Draw(canvas, x + HorizontalPadding, fromBottom ? y - cell.Height : y);
            x += width;
        }
    }

    private static double Inner(double width) => width - 2 * HorizontalPadding;
}
