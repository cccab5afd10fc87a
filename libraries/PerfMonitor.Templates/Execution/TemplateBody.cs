using PerfMonitor.Templates.Syntax;

namespace PerfMonitor.Templates.Execution;

/// <summary>A template or named template as it is filled in.</summary>
/// <param name="Content">What it writes.</param>
/// <param name="Variables">Those it begins with beside <c>$</c>; a named template has none.</param>
/// <param name="Invoked">The named templates it asks for, each with the place.</param>
/// <param name="At">Its beginning.</param>
internal sealed record TemplateBody(Block Content, IReadOnlyList<string> Variables, IReadOnlyList<(string Name, Place At)> Invoked, Place At);
