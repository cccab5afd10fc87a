namespace PerfMonitor.Pdf.Layout;

/// <summary>A stretch of a paragraph's text; a plain string is one too.</summary>
/// <param name="Text">The words.</param>
public sealed record Inline(string Text)
{
    public bool Strong { get; init; }

    public Tone Tone { get; init; }

    /// <summary>The web page or mail address the text leads to.</summary>
    public Uri? Address { get; init; }

    /// <summary>The place in the document the text leads to.</summary>
    public string? Anchor { get; init; }

    public static implicit operator Inline(string text) => new(text);

    public static Inline FromString(string text) => new(text);

    internal TextRun Styled(Theme theme, double size)
    {
        var tone = Tone == Tone.Neutral && (Address is not null || Anchor is not null) ? Tone.Accent : Tone;
        var style = (Strong ? theme.Strong : theme.Text) with { Size = size, Color = theme.Color(tone) };
        return new TextRun(Text, style) { Address = Address, Anchor = Anchor };
    }
}
