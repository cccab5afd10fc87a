namespace PerfMonitor.Pdf.Content;

/// <summary>A clickable area: either an address outside or an anchor inside of the document.</summary>
internal sealed record PageLink(Area Area, string? Address, string? Anchor);
