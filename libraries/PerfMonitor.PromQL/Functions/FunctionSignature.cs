using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.PromQL.Functions;

/// <summary>What a function takes and gives.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">Types of its arguments; the last one repeats where more are allowed.</param>
/// <param name="Optional">How many of the last arguments may be absent, or be added: 0 none, n up to n, -1 any number.</param>
/// <param name="Returns">The type of its value.</param>
public sealed record FunctionSignature(string Name, IReadOnlyList<PromType> Arguments, int Optional, PromType Returns)
{
    /// <summary>Whether Prometheus calls it experimental.</summary>
    public bool IsExperimental { get; init; }
}
