namespace PerfMonitor.Analytics.Rules;

/// <summary>A piece of a template with a value: a <see cref="string"/>, a <see cref="double"/>, a <see cref="bool"/>, labels, or all <see cref="TemplateData"/>.</summary>
internal interface ITemplatePart
{
    object Evaluate(TemplateRun run);
}

internal sealed record TemplateLiteral(object Content) : ITemplatePart
{
    public object Evaluate(TemplateRun run) => Content;
}

/// <summary>A variable, or the dot where there is no name, and fields of it.</summary>
internal sealed record TemplatePath(string? Variable, IReadOnlyList<string> Fields) : ITemplatePart
{
    public object Evaluate(TemplateRun run)
    {
        run.Step();
        return Fields.Aggregate(Variable is null ? run.Dot : run[Variable], Field);
    }

    private static object Field(object value, string name) => (value, name) switch
    {
        (IReadOnlyDictionary<string, string> labels, _) => labels.GetValueOrDefault(name, ""),
        (TemplateData data, "Value") => data.Value,
        (TemplateData data, "Labels") => data.Labels,
        (TemplateData, "ExternalLabels") => TemplateData.NoLabels,
        (TemplateData, _) => throw new TemplateException($"there is no field '.{name}'; there are .Value and .Labels"),
        _ => throw new TemplateException($"'.{name}' is asked of something that has no fields"),
    };
}

internal sealed record TemplateCall(TemplateFunction Function, IReadOnlyList<ITemplatePart> Arguments) : ITemplatePart
{
    public object Evaluate(TemplateRun run)
    {
        run.Step();
        return Function.Apply([.. Arguments.Select(argument => argument.Evaluate(run))]);
    }
}
