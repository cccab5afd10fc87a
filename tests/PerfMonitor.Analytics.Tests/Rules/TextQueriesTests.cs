using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class TextQueriesTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly List<string> _asked = [];

    [Fact]
    public async Task Answers_what_texts_ask_each_query_once_and_also_what_an_answer_makes_them_ask()
    {
        var texts = await Expand("{{ with query \"up\" }}{{ with . | first | value | printf \"load > %v\" | query }}{{ . | first | label \"host\" }}{{ end }}{{ end }}", times: 3);

        Assert.Equal(["db-1", "db-1", "db-1"], texts);
        Assert.Equal(["up", "load > 7"], _asked);
    }

    [Fact]
    public async Task Says_in_the_text_why_a_query_has_no_answer() =>
        Assert.Equal(["<error expanding template: text:1:4: 'query': 1:1: parse error>"], await Expand("{{ query \"broken\" }}"));

    [Fact]
    public async Task Asks_a_bounded_number_of_queries()
    {
        var texts = await Expand("{{ range 101 }}{{ query (printf \"q%d\" .) | len }}{{ end }}");

        Assert.Equal(["<error expanding template: text:1:19: 'query': the texts of a rule ask more than 100 queries>"], texts);
        Assert.Equal(100, _asked.Count);
    }

    [Fact]
    public void Are_not_asked_in_a_back_test() => Assert.Equal(
        "<error expanding template: text:1:4: 'query': a back-test asks no queries for texts>",
        AlertTemplate.Parse("text", "{{ query \"up\" }}").Value!.Expand(new Dictionary<string, string>(), 1, RuleTexts.WithoutQueries(At)));

    [Theory]
    [InlineData("{{ externalURL }}{{ graphLink \"a > 1\" }}", "https://perf.example/x/dashboard/explore?query=a%20%3E%201&view=chart")]
    [InlineData("{{ $externalURL }} {{ pathPrefix }} {{ tableLink \"a\" }}", "https://perf.example/x /x /dashboard/explore?query=a&view=table")]
    public void Links_lead_to_our_page(string source, string text) =>
        Assert.Equal(text, AlertTemplate.Parse("text", source).Value!.Expand(new Dictionary<string, string>(), 1, new RuleTexts(At, "https://perf.example/x/", _ => [])));

    [Theory]
    [InlineData("{{ $labels.job }}.", false)]
    [InlineData("{{ with $labels.job }}{{ . }}{{ end }}", true)]
    [InlineData("{{ $value }}", true)]
    [InlineData("{{ template \"x\" $ }}{{ define \"x\" }}{{ end }}", true)]
    [InlineData("{{ query \"up\" | len }}", true)]
    public void Tell_whether_they_may_change_while_the_series_stays(string source, bool varies) => Assert.Equal(varies, AlertTemplate.Parse("text", source).Value!.Varies);

    private async Task<IReadOnlyList<string>> Expand(string source, int times = 1)
    {
        var template = AlertTemplate.Parse("text", source).Value!;
        return await new TextQueries().ResolveAsync<IReadOnlyList<string>>(
            answer => [.. Enumerable.Range(0, times).Select(_ => template.Expand(new Dictionary<string, string>(), 1, new RuleTexts(At, "", answer)))], AskAsync);
    }

    private Task<(IReadOnlyList<VectorSample>? Result, string? Error)> AskAsync(string query)
    {
        _asked.Add(query);
        IReadOnlyList<VectorSample>? result = query switch
        {
            "broken" => null,
            "up" => [new VectorSample(LabelSet.Empty, 0, 7)],
            _ => [new VectorSample(LabelSet.Create([new("host", "db-1")]), 0, 1)],
        };
        return Task.FromResult((result, result is null ? "1:1: parse error" : null));
    }
}
