using PerfMonitor.Templates.Execution;
using PerfMonitor.Templates.Syntax;

namespace PerfMonitor.Templates;

/// <summary>Named templates that other templates may use, as Alertmanager's template files define them. Immutable.</summary>
public sealed class TemplateLibrary
{
    private TemplateLibrary(IReadOnlyDictionary<string, TemplateBody> named) => Named = named;

    /// <summary>Without any.</summary>
    public static TemplateLibrary Empty { get; } = new(new Dictionary<string, TemplateBody>());

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names => [.. Named.Keys.Order(StringComparer.Ordinal)];

    internal IReadOnlyDictionary<string, TemplateBody> Named { get; }

    /// <summary>
    /// Reads texts whose <c>define</c> and <c>block</c> name templates; of several of one name the last counts. What stands outside of them is left out.
    /// A named template that asks for one that is not there is an error only for a template that comes to it, as in Go.
    /// </summary>
    /// <param name="texts">Name and source of each; the name stands in errors.</param>
    /// <param name="dialect">What the templates know.</param>
    public static TemplateParse<TemplateLibrary> Parse(IEnumerable<(string Name, string Source)> texts, TemplateDialect dialect)
    {
        try
        {
            var parsed = texts.Select(text => TemplateParser.Parse(new SourceText(text.Name, text.Source), dialect)).ToList();
            var named = parsed.SelectMany(static one => one.Defined).GroupBy(static one => one.Key).ToDictionary(static same => same.Key, static same => same.Last().Value);
            return new(new TemplateLibrary(named), null);
        }
        catch (TemplateFault fault)
        {
            return new(null, fault.Error);
        }
    }

    /// <exception cref="TemplateFault">On some way from the template one is asked for that is not there.</exception>
    internal static void Check(TemplateBody from, IReadOnlyDictionary<string, TemplateBody> named)
    {
        var (seen, waiting) = (new HashSet<string>(), new Queue<TemplateBody>([from]));
        while (waiting.TryDequeue(out var body))
        {
            foreach (var (name, at) in body.Invoked)
            {
                var invoked = named.GetValueOrDefault(name) ?? throw at.Fail($"the template '{name}' is not defined");
                if (seen.Add(name))
                {
                    waiting.Enqueue(invoked);
                }
            }
        }
    }
}
