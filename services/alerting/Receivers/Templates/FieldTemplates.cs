using PerfMonitor.Templates;

namespace PerfMonitor.Alerting.Receivers.Templates;

/// <summary>A field as it stands in Alertmanager's file.</summary>
/// <param name="Name">Its name, see <see cref="FilledFields"/>.</param>
/// <param name="Source">The template.</param>
/// <param name="Place">What errors call it: where it stands.</param>
internal sealed record FieldSource(string Name, string Source, string Place)
{
    /// <summary>Whether it is a page for a mail reader, in which values are made safe.</summary>
    public bool IsHtml { get; init; }

    /// <summary>Whether it says whom the message goes to: without it there is nobody to tell.</summary>
    public bool IsAddress { get; init; }
}

/// <summary>What filling in came to.</summary>
/// <param name="Fields">The fields; where a word is broken, only those that say whom the message goes to.</param>
/// <param name="Problem">What is wrong with a word.</param>
/// <param name="Unaddressed">What is wrong with whom it goes to.</param>
internal sealed record Filling(FilledFields Fields, TemplateError? Problem, TemplateError? Unaddressed);

/// <summary>The fields of a receiver in Alertmanager's file, read once and filled in for each message.</summary>
internal sealed class FieldTemplates
{
    // A page of mail with a hundred alerts, each with its labels.
    private static readonly TemplateLimits Limits = new(Text: 256 * 1024, Steps: 200_000);

    private readonly IReadOnlyList<(FieldSource Field, TemplateParse<Template> Read)> _fields;
    private readonly bool _isWorded;

    /// <param name="fields">The fields.</param>
    /// <param name="library">Named templates they may use.</param>
    /// <param name="isWorded">Whether they say the whole message.</param>
    public FieldTemplates(IEnumerable<FieldSource> fields, TemplateLibrary library, bool isWorded)
    {
        _fields = [.. fields.Select(field => (field, Template.Parse(field.Place, field.Source, MessageTemplate.Dialect, library)))];
        _isWorded = isWorded;
    }

    /// <summary>What was wrong when they were read.</summary>
    public TemplateError? Problem => _fields.Select(static one => one.Read.Error).FirstOrDefault(static error => error is not null);

    public Filling Fill(TemplateInput data)
    {
        var (values, problem, unaddressed) = (new Dictionary<string, string>(), default(TemplateError), default(TemplateError));
        foreach (var (field, read) in _fields)
        {
            var (text, error) = read.Value?.Fill(data with { IsHtml = field.IsHtml }, Limits) ?? new TemplateResult(null, read.Error);
            values[field.Name] = text ?? "";
            problem ??= field.IsAddress ? null : error;
            unaddressed ??= field.IsAddress ? error : null;
        }

        return new Filling(new FilledFields(values, _isWorded && problem is null), problem, unaddressed);
    }
}
