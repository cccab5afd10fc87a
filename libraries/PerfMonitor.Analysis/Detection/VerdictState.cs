namespace PerfMonitor.Analysis.Detection;

/// <summary>What kind of answer a verdict is.</summary>
public enum VerdictState
{
    /// <summary>The sample was judged.</summary>
    Judged,

    /// <summary>Too few samples so far; the reason says how many are needed.</summary>
    Learning,

    /// <summary>The sample was not taken in; the reason says why.</summary>
    Ignored,
}
