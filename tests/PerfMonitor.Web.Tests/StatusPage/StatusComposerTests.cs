using PerfMonitor.Web.Live.Prometheus;
using PerfMonitor.Web.StatusPage;

namespace PerfMonitor.Web.Tests.StatusPage;

public sealed class StatusComposerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 15, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Midnight = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);
    private static readonly StatusFigures Nothing = new([], [], [], [], []);
    private static readonly Dictionary<string, DateTimeOffset> Nowhere = [];

    [Theory]
    [InlineData("1 1", nameof(PublicState.Up))]
    [InlineData("1 -", nameof(PublicState.Up))]
    [InlineData("1 0", nameof(PublicState.Partial))]
    [InlineData("0 -", nameof(PublicState.Down))]
    [InlineData("- -", nameof(PublicState.Unknown))]
    [InlineData("", nameof(PublicState.Unknown))]
    public void Sums_the_targets_up(string values, string together)
    {
        var probes = values.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var figures = Nothing with { Now = [.. probes.Index().Where(probe => probe.Item != "-").Select(probe => Series($"t{probe.Index}", (Now, double.Parse(probe.Item))))] };

        var status = StatusComposer.Compose("Status", probes.Select((_, index) => Target($"t{index}")), figures, Nowhere, Now);

        Assert.Equal(Enum.Parse<PublicState>(together), status.State);
    }

    [Fact]
    public void Says_what_is_known_of_a_target_that_is_up()
    {
        var figures = new StatusFigures(
            [Series("shop", (Now, 1))], [Series("shop", (Now, 182))], [Series("shop", (Now, 0.75))], [],
            [Series("shop", (Midnight, 0.5), (Midnight.AddDays(-1), 1), (Midnight.AddDays(-8), 0.9))]);

        var shop = Assert.Single(StatusComposer.Compose("Status", [Target("shop")], figures, Nowhere, Now).Targets);

        Assert.Equal(("shop", PublicState.Up, null, 182), (shop.Name, shop.State, shop.DownSince, shop.ResponseMs));
        Assert.Equal((0.75, 0.75, 0.8, 0.8), (shop.Uptime.Day, shop.Uptime.Week, Round(shop.Uptime.Month), Round(shop.Uptime.Quarter)));
        Assert.Equal(90, shop.Days.Count);
        Assert.Equal([new PublicDay(new DateOnly(2026, 2, 28), null, PublicState.Unknown), new PublicDay(new DateOnly(2026, 3, 1), 1, PublicState.Up), new PublicDay(new DateOnly(2026, 3, 2), 0.5, PublicState.Down)], shop.Days.TakeLast(3));
    }

    [Fact]
    public void Says_since_when_a_target_is_down()
    {
        var figures = Nothing with { Now = [Series("shop", (Now, 0))], Response = [Series("shop", (Now, 5))], LastWell = [Series("shop", (Now, Now.AddMinutes(-7).ToUnixTimeSeconds()))] };

        var shop = Assert.Single(StatusComposer.Compose("Status", [Target("shop")], figures, Nowhere, Now).Targets);

        Assert.Equal((PublicState.Down, Now.AddMinutes(-7), null), (shop.State, shop.DownSince, shop.ResponseMs));
    }

    [Fact]
    public void Does_not_claim_that_a_target_is_up_that_is_not_probed()
    {
        var figures = Nothing with { Now = [Series("shop", (Now, 1))] };

        var shop = Assert.Single(StatusComposer.Compose("Status", [Target("shop") with { Enabled = false }], figures, Nowhere, Now).Targets);

        Assert.Equal(PublicState.Unknown, shop.State);
    }

    [Theory]
    [InlineData("0 0", nameof(PublicState.Down))]
    [InlineData("0 1", nameof(PublicState.Up))]
    [InlineData("0", nameof(PublicState.Maintenance))]
    public void Does_not_call_down_what_somebody_works_on(string values, string together)
    {
        var probes = values.Split(' ');
        var figures = Nothing with { Now = [.. probes.Index().Select(probe => Series($"t{probe.Index}", (Now, double.Parse(probe.Item))))] };
        var maintenance = new Dictionary<string, DateTimeOffset> { ["t0"] = Now.AddHours(1), ["t1"] = Now };

        var status = StatusComposer.Compose("Status", probes.Select((_, index) => Target($"t{index}")), figures, maintenance, Now);

        Assert.Equal((Enum.Parse<PublicState>(together), PublicState.Maintenance, Now.AddHours(1)), (status.State, status.Targets[0].State, status.Targets[0].MaintenanceUntil));
        Assert.All(status.Targets.Skip(1), target => Assert.Null(target.MaintenanceUntil));
    }

    private static ProbedTarget Target(string name) => new(name, Enabled: true, ["public"]);

    private static PrometheusSeries Series(string target, params (DateTimeOffset Time, double Value)[] values) =>
        new(new Dictionary<string, string> { ["target"] = target }, [.. values.Select(value => (value.Time.ToUnixTimeMilliseconds(), value.Value))]);

    private static double Round(double? value) => Math.Round(value!.Value, 12);
}
