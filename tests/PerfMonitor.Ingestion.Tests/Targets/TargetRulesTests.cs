using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Tests;

[Trait("feature", "S2-03")]
public sealed class TargetRulesTests
{
    private static readonly TargetInput Valid = new() { Name = "Shop", Url = "https://shop.example.com/health" };

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var (target, errors) = TargetRules.Check(Valid, Guid.Empty, TargetOrigin.Api);

        Assert.Empty(errors);
        Assert.Equal(
            new TargetView(Guid.Empty.ToString(), "Shop", "https://shop.example.com/health", "web", 30, 10, "GET", [], "2xx", null, true, false, [], true, "api"),
            TargetView.Of(target!) with { Headers = [], Tags = [] },
            (a, b) => a == b with { Headers = a.Headers, Tags = a.Tags });
    }

    public static TheoryData<string, TargetInputCase> Wrong => new()
    {
        { "name", new(Valid with { Name = "  " }) },
        { "name", new(Valid with { Name = new string('n', 101) }) },
        { "name", new(Valid with { Name = "a\nb" }) },
        { "url", new(Valid with { Url = null }) },
        { "url", new(Valid with { Url = "shop" }) },
        { "url", new(Valid with { Url = "ftp://shop" }) },
        { "url", new(Valid with { Url = "https://me:secret@shop" }) },
        { "kind", new(Valid with { Kind = "database" }) },
        { "intervalSeconds", new(Valid with { IntervalSeconds = 0 }) },
        { "intervalSeconds", new(Valid with { IntervalSeconds = 86_401 }) },
        { "timeoutSeconds", new(Valid with { TimeoutSeconds = 0 }) },
        { "timeoutSeconds", new(Valid with { IntervalSeconds = 5, TimeoutSeconds = 6 }) },
        { "method", new(Valid with { Method = "TRACE" }) },
        { "headers", new(Valid with { Headers = new() { ["a b"] = "c" } }) },
        { "headers", new(Valid with { Headers = new() { ["a"] = "b\r\nc: d" } }) },
        { "headers", new(Valid with { Headers = Enumerable.Range(0, 21).ToDictionary(i => $"h{i}", _ => "v") }) },
        { "expectedStatus", new(Valid with { ExpectedStatus = "ok" }) },
        { "keyword", new(Valid with { Keyword = "x", Method = "head" }) },
        { "tags", new(Valid with { Tags = [""] }) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_said_by_field(string field, TargetInputCase input)
    {
        var (target, errors) = TargetRules.Check(input.Input, Guid.Empty, TargetOrigin.Api);

        Assert.Null(target);
        Assert.Equal([field], errors.Keys);
        Assert.StartsWith("must", errors[field][0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2xx", "200,204,299", "199,300")]
    [InlineData("200,204", "200,204", "201,404")]
    [InlineData("200-299, 301", "200,250,299,301", "300,302")]
    [InlineData("2XX,5xx", "200,503", "404")]
    public void Statuses_are_written_as_people_write_them(string text, string inside, string outside)
    {
        var set = StatusSet.Parse(text)!;

        Assert.All(inside.Split(','), status => Assert.True(set.Contains(int.Parse(status, null))));
        Assert.All(outside.Split(','), status => Assert.False(set.Contains(int.Parse(status, null))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("6xx")]
    [InlineData("20")]
    [InlineData("299-200")]
    [InlineData("200;204")]
    [InlineData("200,")]
    public void Other_texts_are_no_statuses(string text) => Assert.Null(StatusSet.Parse(text));

    [Fact]
    public void Secrets_are_masked_and_a_mask_keeps_the_secret()
    {
        Dictionary<string, string> stored = new() { ["Authorization"] = "Bearer s", ["X-Api-Key"] = "k", ["Accept"] = "text/html" };

        var shown = SecretHeaders.Masked(stored);

        Assert.Equal(new Dictionary<string, string> { ["Authorization"] = "********", ["X-Api-Key"] = "********", ["Accept"] = "text/html" }, shown);
        Assert.Equal(stored, SecretHeaders.Restored(shown, stored));
        Assert.Equal("new", SecretHeaders.Restored(new Dictionary<string, string> { ["Authorization"] = "new" }, stored)["Authorization"]);
    }

    [Fact]
    public void A_file_gives_what_it_got_right_and_names_the_rest()
    {
        var (targets, errors) = TargetFile.Parse("""
            // comment
            { "targets": [
                { "name": "a", "url": "http://a/" },
                { "name": "b", "url": "nowhere" },
                { "name": "a", "url": "http://c/" },
            ] }
            """, "targets.json");

        Assert.Equal("a", Assert.Single(targets).Name);
        Assert.Equal(
        [
            "targets.json: targets[1] ('b'): url must be an http or https address such as https://example.com/health",
            "targets.json: targets[2]: the name 'a' is given twice",
        ], errors);
    }

    [Fact]
    public void A_broken_file_is_named_with_the_place()
    {
        var (targets, errors) = TargetFile.Parse("{ \"targets\": [ { \"name\": 5 } ] }", "targets.json");

        Assert.Empty(targets);
        Assert.Contains("$.targets[0].name", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_that_ships_is_right() =>
        Assert.Empty(TargetFile.Parse(File.ReadAllText(Testing.Repository.Path("config", "targets.json")), "config/targets.json").Errors);

    [Theory]
    [InlineData("http://localhost:3000", "http://localhost:3000/health/ready")]
    [InlineData("http://localhost:3000/", "http://localhost:3000/health/ready")]
    [InlineData("", null)]
    public void The_system_itself_is_a_target(string url, string? expected) => Assert.Equal(expected, TargetSeed.Self(url)?.Url.AbsoluteUri);
}

/// <summary>Wraps an input so that a test case has a short name.</summary>
public sealed class TargetInputCase
{
    internal TargetInputCase(TargetInput input) => Input = input;

    internal TargetInput Input { get; }

    public override string ToString() => Input.ToString();
}
