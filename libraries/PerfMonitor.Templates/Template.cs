using System.Diagnostics.CodeAnalysis;
using PerfMonitor.Templates.Execution;
using PerfMonitor.Templates.Syntax;

namespace PerfMonitor.Templates;

/// <summary>
/// A text with placeholders in Go's template language (pkg.go.dev/text/template), as Prometheus' rule files and Alertmanager's messages have
/// them: <c>{{ $labels.instance }} is at {{ $value | humanizePercentage }}</c>. Read once, filled in often, from any thread.
/// </summary>
/// <remarks>
/// Left out of the language: complex numbers, functions as values (<c>call</c>), channels and iterators. More than in Go: whole and broken
/// numbers compare, a number is taken where a function wants a text, <c>%d</c> takes a broken number.
/// </remarks>
public sealed class Template
{
    private readonly TemplateBody _body;
    private readonly IReadOnlyDictionary<string, TemplateBody> _named;

    private readonly IReadOnlySet<string> _called;

    private Template(string source, ParsedText parsed, IReadOnlyDictionary<string, TemplateBody> named) => (Source, _body, _called, _named) = (source, parsed.Body, parsed.Called, named);

    /// <summary>The text as it was given.</summary>
    public string Source { get; }

    /// <summary>Whether its text calls a function; what a library's templates call does not count.</summary>
    public bool Calls(string function) => _called.Contains(function);

    /// <summary>Reads a template. Everything that can be known without data is an error here: syntax, functions, variables, fields at the top, named templates, patterns.</summary>
    /// <param name="name">What it is called in errors.</param>
    /// <param name="source">The text.</param>
    /// <param name="dialect">The functions, variables and fields there are.</param>
    /// <param name="library">Named templates it may use, beside its own.</param>
    public static TemplateParse<Template> Parse(string name, string source, TemplateDialect dialect, TemplateLibrary? library = null)
    {
        try
        {
            var parsed = TemplateParser.Parse(new SourceText(name, source), dialect);
            var named = new Dictionary<string, TemplateBody>((library ?? TemplateLibrary.Empty).Named);
            foreach (var (defined, body) in parsed.Defined)
            {
                named[defined] = body;
            }

            TemplateLibrary.Check(parsed.Body, named);
            return new(new Template(source, parsed, named), null);
        }
        catch (TemplateFault fault)
        {
            return new(null, fault.Error);
        }
    }

    /// <summary>Fills the placeholders in.</summary>
    /// <param name="input">With what.</param>
    /// <param name="limits">How much that may take.</param>
    /// <param name="cancellationToken">Ends it with an error, for a bound in time.</param>
    public TemplateResult Fill(TemplateInput input, TemplateLimits? limits = null, CancellationToken cancellationToken = default)
    {
        var run = new TemplateRun(input, limits ?? new TemplateLimits(), _named, cancellationToken);
        try
        {
            run.Write(_body, input.Data);
            return new(run.Text, null);
        }
        catch (TemplateFault fault)
        {
            return new(null, fault.Error);
        }
    }
}

/// <summary>What came of reading: it, or what is wrong.</summary>
public readonly record struct TemplateParse<T>(T? Value, TemplateError? Error)
    where T : class
{
    /// <summary>Whether it could be read.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsRead => Value is not null;
}

/// <summary>What came of filling in: the text, or what is wrong.</summary>
public readonly record struct TemplateResult(string? Text, TemplateError? Error)
{
    /// <summary>Whether there is a text.</summary>
    [MemberNotNullWhen(true, nameof(Text))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsFilled => Text is not null;
}
