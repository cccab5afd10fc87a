namespace PerfMonitor.PromQL;

/// <summary>
/// Opens the capturing groups of an expression under a name each. .NET numbers those without a name before those with one; where all have
/// names it numbers from left to right, as RE2 does.
/// </summary>
internal sealed class RegexCaptures
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The name under which .NET knows a group of RE2's: a name of digits would be a number there.</summary>
    public static string NameOf(string name) => "n_" + name;

    /// <summary>The start of the next group; of several with the same name the first one has it.</summary>
    public string Open(string? name = null)
    {
        _count++;
        return name is not null && _names.Add(name) ? $"(?<{NameOf(name)}>" : $"(?<_{_count}>";
    }
}
