using PerfMonitor.Templates;

namespace PerfMonitor.Analytics.Rules;

/// <summary>What the texts of a rule can show beside an alert's labels and value.</summary>
internal sealed class RuleTexts
{
    /// <param name="now">The moment of the evaluation.</param>
    /// <param name="pageUrl">Where people find the page; empty where nobody said it.</param>
    /// <param name="query">Answers <c>query</c>.</param>
    public RuleTexts(DateTimeOffset now, string pageUrl, Func<string, IReadOnlyList<object?>> query)
    {
        (Now, PageUrl) = (now, pageUrl.TrimEnd('/'));
        Functions = new Dictionary<string, Func<TemplateCall, object?>>
        {
            ["query"] = call => query(call.Text(0)),
            ["externalURL"] = _ => PageUrl,
            ["pathPrefix"] = _ => Uri.TryCreate(PageUrl, UriKind.Absolute, out var address) ? address.AbsolutePath.TrimEnd('/') : "",
            ["tableLink"] = static call => Link(call, "table"),
            ["graphLink"] = static call => Link(call, "chart"),
        };
    }

    public DateTimeOffset Now { get; }

    public string PageUrl { get; }

    public IReadOnlyDictionary<string, Func<TemplateCall, object?>> Functions { get; }

    /// <summary>For what is not evaluated live: queries are not asked, and say so in the text.</summary>
    public static RuleTexts WithoutQueries(DateTimeOffset now) => new(now, "", static _ => throw new TemplateException("a back-test asks no queries for texts"));

    // Prometheus' links lead to its own page; these lead to ours.
    private static string Link(TemplateCall call, string view) => $"/dashboard/explore?query={Uri.EscapeDataString(call.Text(0))}&view={view}";
}
