using PerfMonitor.LoadTest.Runs;

namespace PerfMonitor.LoadTest.Tests.Runs;

public sealed class RunPlanTests
{
    private static readonly LoadTestOptions Limits = new();
    private static readonly RunRequest Valid = new() { Url = "http://localhost:3000/health/live", VirtualUsers = 5, DurationSeconds = 10 };

    [Fact]
    public void Takes_a_valid_request_as_it_is()
    {
        var (plan, errors) = RunPlan.From(Valid, Limits);

        Assert.Empty(errors);
        Assert.Equal(new RunPlan("localhost", new Uri("http://localhost:3000/health/live"), HttpMethod.Get, 5, TimeSpan.FromSeconds(10), TimeSpan.Zero, TimeSpan.FromSeconds(10)), plan);
    }

    public static TheoryData<string, string, string> Broken => new()
    {
        { """{"Url":null}""", "url", "'' is not an absolute http or https address." },
        { """{"Url":"ftp://localhost"}""", "url", "'ftp://localhost' is not an absolute http or https address." },
        { """{"Url":"http://example.org/"}""", "url", "The host 'example.org' is not allowed as a target; LoadTest:AllowedHosts lists those that are: localhost, 127.0.0.1, [::1]." },
        { """{"Method":"FETCH"}""", "method", "'FETCH' is none of GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS." },
        { """{"VirtualUsers":0}""", "virtualUsers", "0 is not between 1 and 1000." },
        { """{"VirtualUsers":1001}""", "virtualUsers", "1001 is not between 1 and 1000." },
        { """{"DurationSeconds":0.5}""", "durationSeconds", "0.5 is not between 1 and 14400." },
        { """{"ThinkTimeSeconds":-1}""", "thinkTimeSeconds", "-1 is not between 0 and 3600." },
        { """{"ExpectedRequestsPerSecond":0}""", "expectedRequestsPerSecond", "0 is not above 0 and at most 1000000." },
        { """{"TimeoutSeconds":0}""", "timeoutSeconds", "0 is not between 0.1 and 300." },
        { """{"Name":""}""", "name", "A name has 1 to 200 characters." },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Names_the_field_and_what_is_allowed(string change, string field, string message)
    {
        var (plan, errors) = RunPlan.From(Merge(change), Limits);

        Assert.Null(plan);
        Assert.Equal([(field, message)], errors.Select(error => (error.Key, error.Value.Single())));
    }

    [Theory]
    [InlineData(null, 0, null)]
    [InlineData(null, 0.5, 10.0)]
    [InlineData(7.0, 0.5, 7.0)]
    [Trait("feature", "S0-34")]
    public void Expects_the_rate_it_is_told_or_that_follows_from_thinking(double? named, double thinkTime, double? planned) =>
        Assert.Equal(planned, RunPlan.From(Valid with { ExpectedRequestsPerSecond = named, ThinkTimeSeconds = thinkTime }, Limits).Plan!.PlannedRate);

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://[::1]:8080/")]
    [InlineData("https://LOCALHOST/")]
    public void Admits_this_machine_by_default(string url) => Assert.NotNull(RunPlan.From(Valid with { Url = url }, Limits).Plan);

    [Fact]
    public void Admits_every_host_where_the_settings_say_so() =>
        Assert.NotNull(RunPlan.From(Valid with { Url = "http://example.org/" }, new LoadTestOptions { AllowedHosts = ["*"] }).Plan);

    private static RunRequest Merge(string change)
    {
        var node = System.Text.Json.JsonSerializer.SerializeToNode(Valid)!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(change)!.AsObject())
        {
            node[name] = value?.DeepClone();
        }

        return System.Text.Json.JsonSerializer.Deserialize<RunRequest>(node)!;
    }
}
