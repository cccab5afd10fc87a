using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Layout;

/// <summary>One line of wrapped text: runs side by side on one baseline.</summary>
internal sealed class TextLine
{
    private readonly List<TextRun> _runs = [];

    public double Width { get; private set; }

    public bool IsEmpty => _runs.Count == 0;

    public IReadOnlyList<TextRun> Runs => _runs;

    public string Text => string.Concat(_runs.Select(r => r.Text));

    public void Add(TextRun run)
    {
        if (_runs.Count > 0 && _runs[^1].LooksLike(run))
        {
            _runs[^1] = _runs[^1] with { Text = _runs[^1].Text + run.Text };
        }
        else
        {
            _runs.Add(run);
        }

        Width += run.Style.Measure(run.Text);
    }

    /// <summary>Shortens the line until it ends with an ellipsis inside of <paramref name="width"/>.</summary>
    public void Ellipsize(double width)
    {
        while (_runs.Count > 0)
        {
            var last = _runs[^1];
            var shortened = last.Text.TrimEnd();
            var withMark = last with { Text = shortened + "…" };
            var before = _runs.SkipLast(1).Sum(r => r.Style.Measure(r.Text));
            if (before + withMark.Style.Measure(withMark.Text) <= width || (_runs.Count == 1 && shortened.Length == 0))
            {
                _runs[^1] = withMark;
                Width = before + withMark.Style.Measure(withMark.Text);
                return;
            }
            if (shortened.Length == 0)
            {
                _runs.RemoveAt(_runs.Count - 1);
            }
            else
            {
                _runs[^1] = last with { Text = WithoutLastCharacter(shortened) };
            }
        }
    }

    public void Draw(Canvas canvas, double x, double baseline)
    {
        foreach (var run in _runs)
        {
            var width = run.Style.Measure(run.Text);
            canvas.Text(run.Style, x, baseline, run.Text);
            var area = new Area(x, baseline - run.Style.Ascent, width, run.Style.Ascent - run.Style.Descent);
            if (run.Address is { } address)
            {
                canvas.Link(area, address);
            }
            else if (run.Anchor is { } anchor)
            {
                canvas.LinkTo(area, anchor);
            }

            x += width;
        }
    }

    private static string WithoutLastCharacter(string text) =>
        text[..^(text.Length > 1 && char.IsSurrogatePair(text[^2], text[^1]) ? 2 : 1)];
}
