namespace PerfMonitor.Pdf.Layout;

/// <summary>A cell of a <see cref="Table"/>; a plain string is one too.</summary>
/// <param name="Text">Its words, wrapped when the column is too narrow.</param>
public sealed record TableCell(string Text)
{
    public Tone Tone { get; init; }

    public bool Strong { get; init; }

    /// <summary>The colour of a dot in front of the text, for a state.</summary>
    public Tone? Mark { get; init; }

    /// <summary>The web page the text leads to.</summary>
    public Uri? Address { get; init; }

    /// <summary>The place in the document the text leads to.</summary>
    public string? Anchor { get; init; }

    /// <summary>A strip of states over time, drawn in place of the text.</summary>
    public Timeline? Timeline { get; init; }

    public static implicit operator TableCell(string text) => new(text);

    public static TableCell FromString(string text) => new(text);

    public static TableCell Of(Timeline timeline) => new("") { Timeline = timeline };

    internal TextRun Styled(Theme theme) =>
        new Inline(Text) { Tone = Tone, Strong = Strong, Address = Address, Anchor = Anchor }.Styled(theme, theme.TextSize * 0.92);
}
