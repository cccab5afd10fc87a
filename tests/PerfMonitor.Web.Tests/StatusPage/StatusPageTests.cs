using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PerfMonitor.Testing;
using PerfMonitor.Web.Live.Prometheus;
using PerfMonitor.Web.StatusPage;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.StatusPage;

public sealed class StatusPageTests
{
    private static readonly Dictionary<string, string?> On = new() { ["StatusPage:Enabled"] = "true", ["StatusPage:Title"] = "The shop's status" };

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
    private readonly Listed _targets = new();
    private readonly Planned _maintenance = new();

    [Fact]
    public async Task Nobody_reads_it_unless_it_is_turned_on()
    {
        await using var server = await StartAsync([]);
        using var stranger = server.CreateBrowser();

        Assert.Equal((HttpStatusCode.NotFound, "The status page is off. An administrator turns it on with StatusPage:Enabled=true."), await DetailAsync(stranger, "/api/status"));
        Assert.Equal(0, _targets.Asked);
    }

    [Fact]
    public async Task Strangers_read_the_targets_with_the_tag_and_nothing_of_the_others()
    {
        await using var server = await StartAsync(On);
        using var stranger = server.CreateBrowser();

        using var answer = await stranger.GetAsync("/api/status", TestContext.Current.CancellationToken);
        using var status = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal("public, max-age=10", answer.Headers.CacheControl!.ToString());
        Assert.Equal(("The shop's status", "up"), (status.RootElement.GetProperty("title").GetString(), status.RootElement.GetProperty("state").GetString()));
        var shop = Assert.Single(status.RootElement.GetProperty("targets").EnumerateArray());
        Assert.Equal(("shop", "up", 90), (shop.GetProperty("name").GetString(), shop.GetProperty("state").GetString(), shop.GetProperty("days").GetArrayLength()));
        Assert.DoesNotContain("url", shop.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Many_readers_cost_as_much_as_one()
    {
        await using var server = await StartAsync(On);
        using var stranger = server.CreateBrowser();

        for (var reader = 0; reader < 20; reader++)
            await stranger.GetStringAsync("/api/status", TestContext.Current.CancellationToken);
        Assert.Equal(1, _targets.Asked);

        _time.Advance(TimeSpan.FromSeconds(16));
        await stranger.GetStringAsync("/api/status", TestContext.Current.CancellationToken);
        Assert.Equal(2, _targets.Asked);
    }

    [Fact]
    public async Task Shows_what_was_known_before_with_its_time_while_a_service_is_away()
    {
        await using var server = await StartAsync(On);
        using var stranger = server.CreateBrowser();
        var before = await stranger.GetStringAsync("/api/status", TestContext.Current.CancellationToken);

        server.Prometheus.Answer = (_, _) => new PrometheusAnswer.Away("analytics cannot be asked");
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(before, await stranger.GetStringAsync("/api/status", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Says_that_somebody_works_on_a_target_and_until_when_also_while_alerting_is_away()
    {
        await using var server = await StartAsync(On);
        using var stranger = server.CreateBrowser();
        _maintenance.Until = _time.GetUtcNow().AddMinutes(30);

        Assert.Equal(("maintenance", "2026-03-02T12:30:00+00:00"), await ShopAsync());
        Assert.Equal(["shop"], _maintenance.Asked);
        _maintenance.Failure = new HttpRequestException("connection refused");
        _time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(("maintenance", "2026-03-02T12:30:00+00:00"), await ShopAsync());
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(("up", null), await ShopAsync());

        async Task<(string?, string?)> ShopAsync()
        {
            using var status = JsonDocument.Parse(await stranger.GetStringAsync("/api/status", TestContext.Current.CancellationToken));
            var shop = status.RootElement.GetProperty("targets")[0];
            return (shop.GetProperty("state").GetString(), shop.GetProperty("maintenanceUntil").GetString());
        }
    }

    [Fact]
    public async Task Says_so_while_nothing_could_be_asked_yet()
    {
        await using var server = await StartAsync(On);
        using var stranger = server.CreateBrowser();
        _targets.Failure = new HttpRequestException("connection refused");

        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "Nothing is known yet: ingestion or analytics does not answer. Try again in some seconds."),
            await DetailAsync(stranger, "/api/status"));
    }

    [Fact]
    public async Task Gives_badges_that_other_pages_may_show()
    {
        await using var server = await StartAsync(On);
        using var stranger = server.CreateBrowser();

        using var answer = await stranger.GetAsync("/api/status/badges/shop/state.svg", TestContext.Current.CancellationToken);

        Assert.Equal(("image/svg+xml", "cross-origin"), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single()));
        Assert.Contains("shop: up", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/status/badges/vault/state", HttpStatusCode.NotFound, "No target 'vault' is on the status page. It has to exist and to carry the tag 'public'.")]
    [InlineData("/api/status/badges/shop/mood", HttpStatusCode.NotFound, "There is no badge 'mood'; take state, uptime or response.")]
    [InlineData("/api/status/badges/shop/uptime?days=14", HttpStatusCode.BadRequest, "days=14 is not kept; take 1, 7, 30 or 90.")]
    public async Task Says_which_badge_there_is_none_of(string path, HttpStatusCode status, string detail)
    {
        await using var server = await StartAsync(On);
        using var stranger = server.CreateBrowser();

        Assert.Equal((status, detail), await DetailAsync(stranger, path));
    }

    private async Task<WebServer> StartAsync(Dictionary<string, string?> settings)
    {
        var server = await WebServer.StartAsync(settings, _time, services => services.Replace(ServiceDescriptor.Singleton<ITargetList>(_targets)).Replace(ServiceDescriptor.Singleton<IMaintenance>(_maintenance)));
        server.Prometheus.Answer = (query, _) => FakePrometheus.Vector(query == StatusQueries.Now ? """[{"metric":{"target":"shop"},"value":[1,"1"]},{"metric":{"target":"vault"},"value":[1,"0"]}]""" : "[]");
        return server;
    }

    private static async Task<(HttpStatusCode Status, string? Detail)> DetailAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (answer.StatusCode, problem.RootElement.GetProperty("detail").GetString());
    }

    /// <summary>One end for every target.</summary>
    private sealed class Planned : IMaintenance
    {
        public DateTimeOffset? Until { get; set; }

        public Exception? Failure { get; set; }

        public IReadOnlyList<string> Asked { get; private set; } = [];

        public Task<IReadOnlyList<DateTimeOffset?>> UntilAsync(IReadOnlyList<IReadOnlyDictionary<string, string>> labels, CancellationToken cancellation)
        {
            Asked = [.. labels.Select(one => one["target"])];
            return Failure is null ? Task.FromResult<IReadOnlyList<DateTimeOffset?>>([.. labels.Select(_ => Until)]) : Task.FromException<IReadOnlyList<DateTimeOffset?>>(Failure);
        }
    }

    /// <summary>A public target and a private one.</summary>
    private sealed class Listed : ITargetList
    {
        public int Asked { get; private set; }

        public Exception? Failure { get; set; }

        public Task<IReadOnlyList<ProbedTarget>> ListAsync(CancellationToken cancellation)
        {
            Asked++;
            return Failure is null
                ? Task.FromResult<IReadOnlyList<ProbedTarget>>([new("shop", true, ["Public", "eu"]), new("vault", true, [])])
                : Task.FromException<IReadOnlyList<ProbedTarget>>(Failure);
        }
    }
}
