namespace PerfMonitor.Pdf.Layout;

/// <summary>What a coloured text or mark means; the theme turns it into a colour.</summary>
public enum Tone
{
    Neutral,
    Muted,
    Accent,
    Good,
    Warning,
    Bad,
}
