using PerfMonitor.Templates.Functions;

namespace PerfMonitor.Templates;

/// <summary>What a kind of template knows beside the language itself. What is not in it is an error when a template is read.</summary>
public sealed class TemplateDialect
{
    /// <param name="functions">Beside the language's own: <c>and</c>, <c>eq</c>, <c>len</c>, <c>printf</c> …</param>
    /// <param name="variables">Variables that every template begins with, such as <c>$labels</c>.</param>
    /// <param name="fields">The fields that the data has at its top; none: anything may be asked for.</param>
    public TemplateDialect(IEnumerable<TemplateFunction> functions, IEnumerable<string>? variables = null, IEnumerable<string>? fields = null)
    {
        Functions = BuiltinFunctions.All.Concat(functions).ToDictionary(static function => function.Name);
        Variables = [.. variables ?? []];
        Fields = fields?.ToHashSet();
    }

    internal IReadOnlyDictionary<string, TemplateFunction> Functions { get; }

    internal IReadOnlyList<string> Variables { get; }

    internal IReadOnlySet<string>? Fields { get; }
}
