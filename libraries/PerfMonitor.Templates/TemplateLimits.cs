namespace PerfMonitor.Templates;

/// <summary>How much one filling-in may take. The default is ample for a message that somebody reads.</summary>
/// <param name="Text">Characters of the result, and of any text on the way to it.</param>
/// <param name="Steps">Values that are evaluated, turns of a loop, and each 256 characters that a function reads.</param>
/// <param name="Depth">Blocks, calls and named templates within each other.</param>
public sealed record TemplateLimits(int Text = 32 * 1024, int Steps = 20_000, int Depth = 200)
{
    /// <summary>Characters of a template's source.</summary>
    public const int Source = 256 * 1024;

    /// <summary>Blocks and parentheses within each other in a source.</summary>
    public const int Nesting = 60;
}
