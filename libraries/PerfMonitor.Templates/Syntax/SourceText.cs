namespace PerfMonitor.Templates.Syntax;

/// <summary>The text of a template under its name.</summary>
internal sealed record SourceText(string Name, string Text);

/// <summary>A place in a template, from which an error's line and column follow.</summary>
internal readonly record struct Place(SourceText Source, int Offset)
{
    public TemplateError Error(string message)
    {
        var before = Source.Text.AsSpan(0, Math.Min(Offset, Source.Text.Length));
        return new TemplateError(Source.Name, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'), message);
    }

    public TemplateFault Fail(string message) => new(Error(message));
}

/// <summary>Ends the reading or filling-in of a template; the library's entry points make a value of it.</summary>
internal sealed class TemplateFault(TemplateError error) : Exception(error.ToString())
{
    public TemplateError Error => error;
}
