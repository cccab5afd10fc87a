namespace PerfMonitor.PromQL.Scripts;

/// <summary>How the evaluations of a script went.</summary>
/// <param name="Passed">Evaluations that came out as expected.</param>
/// <param name="Total">All evaluations.</param>
/// <param name="Failures">The others, with the reason.</param>
public sealed record ScriptReport(int Passed, int Total, IReadOnlyList<ScriptFailure> Failures);

/// <summary>An evaluation that did not come out as expected.</summary>
/// <param name="Line">Its line in the script.</param>
/// <param name="Query">The query.</param>
/// <param name="Reason">What was expected and what came.</param>
/// <param name="Need">What it reads or expects that is not supported; where there is such a thing it is taken for the reason.</param>
public sealed record ScriptFailure(int Line, string Query, string Reason, ScriptNeed Need);
