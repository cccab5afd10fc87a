namespace PerfMonitor.Pdf.Content;

/// <summary>What a viewer shows under "document properties"; written as information dictionary and as XMP.</summary>
public sealed record DocumentProperties
{
    public required string Title { get; init; }

    /// <summary>The moment the document stands for; nothing here reads a clock.</summary>
    public required DateTimeOffset Created { get; init; }

    public string Author { get; init; } = "";

    public string Subject { get; init; } = "";

    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>The program that asked for the document.</summary>
    public string Creator { get; init; } = "";

    /// <summary>Language of the text, a BCP 47 tag.</summary>
    public string Language { get; init; } = "en";
}
