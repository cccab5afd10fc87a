using Microsoft.Extensions.DependencyInjection;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.Analytics.Slo;
using PerfMonitor.PromQL;
using PerfMonitor.Testing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The objective that ships: PerfMonitor itself can work for more than 90 % of the time.</summary>
[Trait("feature", "S3-83")]
public sealed class UptimeObjectiveTests
{
    private const int Samples = 86_400 / 5;
    private const string Address = $"/api/v1/slo/{ObjectiveDefinition.OwnUptime}";
    private static readonly string[] Services = ["ingestion", "analytics", "alerting", "reporting", "loadtest", "web"];
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Is_there_from_the_first_start_over_a_week_and_can_be_removed()
    {
        await using var host = new AnalysisHost();
        await host.InitializeAsync();

        var objective = await host.GetAsync(Address);

        Assert.Equal((0.9, 7.0, "perfmonitor"), ((double)objective["definition"]!["target"]!, (double)objective["definition"]!["windowDays"]!, (string)objective["createdBy"]!));
        Assert.False(ObjectiveCheck.Of((await host.Services.GetRequiredService<ObjectiveStore>().FindAsync(ObjectiveDefinition.OwnUptime, TestContext.Current.CancellationToken))!.Definition).Any);
        Assert.Equal(204, (await AnalysisHost.SendAsync(host.Operator, "DELETE", Address)).Status);
    }

    /// <summary>Over a day in place of a week, so that the test is short: what is down for 9 % of it keeps the promise, 11 % break it, whatever was down.</summary>
    [Theory]
    [InlineData(Fault.None, 0, false)]
    [InlineData(Fault.OneCannotWork, 9, false)]
    [InlineData(Fault.OneCannotWork, 11, true)]
    [InlineData(Fault.OneIsGone, 9, false)]
    [InlineData(Fault.OneIsGone, 11, true)]
    [InlineData(Fault.AllAreGone, 9, false)]
    [InlineData(Fault.AllAreGone, 11, true)]
    public async Task Is_broken_below_90_percent_and_kept_above(Fault fault, int percent, bool broken)
    {
        await using var host = new AnalysisHost();
        await host.InitializeAsync();
        foreach (var (index, service) in Services.Index())
        {
            await FeedAsync(host, service, index == 0 || fault == Fault.AllAreGone ? fault : Fault.None, percent);
        }

        var definition = (await host.GetAsync(Address))["definition"]!.AsObject();
        definition["windowDays"] = 1;
        // What ships counts from the start of its server, whose clock is not the test's.
        await AnalysisHost.SendAsync(host.Operator, "DELETE", Address);
        Assert.Equal(201, (await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/slo", definition)).Status);

        await host.Services.GetRequiredService<ObjectiveCounter>().WorkAsync(TestContext.Current.CancellationToken);
        var objective = await host.GetAsync(Address);

        Assert.Null(objective["error"]);
        Assert.Equal(1 - (percent / 100.0), (double)objective["goodRatio"]!, 0.003);
        Assert.Equal(broken, await FiresAsync(host));
    }

    private static async Task FeedAsync(AnalysisHost host, string service, Fault fault, int percent)
    {
        var labels = LabelSet.Create("perfmonitor_ready", new Label("job", service), new Label("instance", $"{service}-1"));
        var down = Samples * percent / 100;
        var last = host.Road.NowMs;
        await host.Road.AcceptAsync(labels, [.. Enumerable.Range(0, Samples)
            .Select(index => (Index: index, Down: index >= Samples / 2 && index < (Samples / 2) + down))
            .Where(one => !one.Down || fault == Fault.OneCannotWork)
            .Select(one => new Sample(last - ((Samples - 1 - one.Index) * (long)Step.TotalMilliseconds), one.Down ? 0 : 1))]);
    }

    /// <summary>Asks the shipped rule for used up budgets.</summary>
    private static async Task<bool> FiresAsync(AnalysisHost host)
    {
        var rule = RuleFileParser.Parse("slo.yml", await File.ReadAllTextAsync(Repository.Path("config", "rules", "slo.yml"), TestContext.Current.CancellationToken))
            .Groups.SelectMany(static group => group.Rules).OfType<AlertRule>().Single(static rule => rule.Name == "SloBudgetUsedUp" && rule.Labels.All(static label => label.Name != DerivedAlert.StateLabel));
        var remaining = await host.Road.ReadAsync(LabelSet.Create("slo_error_budget_remaining_ratio", new Label("slo", ObjectiveDefinition.OwnUptime)));
        var source = new MemorySeriesSource();
        foreach (var sample in remaining)
        {
            source.Add(LabelSet.Create("slo_error_budget_remaining_ratio", new Label("slo", ObjectiveDefinition.OwnUptime)), sample.TimestampMs, sample.Value);
        }

        var result = (VectorValue)(await rule.Expression.Query.InstantAsync(source, host.Road.NowMs, cancellationToken: TestContext.Current.CancellationToken)).Value;
        return result.Samples.Count > 0;
    }

    public enum Fault
    {
        None,
        OneCannotWork,
        OneIsGone,
        AllAreGone,
    }
}
