namespace PerfMonitor.Templates.Syntax;

/// <summary>What is known where a piece of a template stands: the variables, and whether the dot is still the data itself.</summary>
internal sealed class Scope(IReadOnlyList<string> variables, bool dotIsData, int depth)
{
    private readonly List<string> _variables = ["$", .. variables];

    /// <summary>Whether <c>.</c> and <c>$</c> are the data, so that its fields are known.</summary>
    public bool DotIsData { get; set; } = dotIsData;

    public bool RootIsData { get; } = dotIsData;

    /// <summary>Loops around.</summary>
    public int Loops { get; set; }

    /// <summary>Blocks and parentheses around.</summary>
    public int Depth { get; private set; } = depth;

    public int Declared => _variables.Count;

    public IReadOnlyList<string> Variables => _variables;

    public void Declare(string variable) => _variables.Add(variable);

    public void Forget(int declared) => _variables.RemoveRange(declared, _variables.Count - declared);

    public bool Knows(string variable) => _variables.Contains(variable);

    public void Enter(Place at)
    {
        if (++Depth > TemplateLimits.Nesting)
        {
            throw at.Fail($"blocks and parentheses stand in each other more than {TemplateLimits.Nesting} deep");
        }
    }

    public void Leave() => Depth--;
}
