using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using PerfMonitor.Alerting.Alertmanager;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Routing.Times;
using PerfMonitor.Alerting.Silences;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

public sealed class AlertViewTests
{
    private static readonly Alert Plain = Samples.Alert();
    private static readonly Alert Inhibited = Samples.Alert(severity: Severity.Warning);
    private static readonly Alert Silenced = Samples.Alert(instance: "web-2");
    private static readonly Alert Maintained = Samples.Alert(instance: "web-3");

    [Fact]
    public void Says_of_each_alert_whether_people_are_told_and_if_not_why()
    {
        var shown = View().Alerts(Query("")).ToDictionary(alert => alert.Fingerprint, alert => alert.Status);

        Assert.Equal("active | | | ", Written(shown[Plain.Fingerprint]));
        Assert.Equal($"suppressed | | {Plain.Fingerprint} | ", Written(shown[Inhibited.Fingerprint]));
        Assert.Equal("suppressed | 22222222-2222-2222-2222-222222222222 | | ", Written(shown[Silenced.Fingerprint]));
        Assert.Equal("suppressed | | | patch day", Written(shown[Maintained.Fingerprint]));
    }

    [Fact]
    public void Shows_as_suppressed_what_is_behind_something_that_is_down_and_what_every_route_it_takes_is_muted_for()
    {
        var (router, behind, elsewhere) = (Samples.Alert(instance: "router"), Samples.Alert(instance: "db-1"), Samples.Alert("Slow", "db-2", Severity.Warning));
        var view = View(
            new RoutingOptions
            {
                Channels = ["mail"],
                Dependencies = [new() { Target = "router", Behind = ["db-1"] }],
                TimeIntervals = new Dictionary<string, IReadOnlyList<TimeIntervalOptions>> { ["lunch"] = [new() { Times = ["12:00-13:00"] }], ["night"] = [new() { Times = ["00:00-06:00"] }] },
                Routes =
                [
                    new() { Match = ["severity=\"critical\""], Channels = ["mail"], Continue = true },
                    new() { Match = ["severity=~\".+\"", "alertname!=\"Slow\""], Channels = ["pager"], MuteTimes = ["lunch"] },
                    new() { Match = ["alertname=\"Slow\""], Channels = ["pager"], ActiveTimes = ["night"] },
                ],
            },
            router, behind, elsewhere);

        Assert.Equal(
            ["active | | | ", $"suppressed | | {router.Fingerprint} | ", "suppressed | | | night"],
            view.Alerts(Query("")).OrderBy(alert => alert.Labels["instance"] == "router" ? "" : alert.Labels["instance"]).Select(alert => Written(alert.Status)));
        Assert.Equal(
            ["mail active | | | ", "pager suppressed | | | lunch"],
            view.Groups(Query("filter=instance=\"router\"")).SelectMany(group => group.Alerts.Select(alert => $"{group.Receiver.Name} {Written(alert.Status)}")).Order());
        Assert.Equal(["mail"], view.Groups(Query("muted=false&inhibited=false")).Select(group => group.Receiver.Name));
    }

    [Theory]
    [InlineData("", "web-1 critical, web-1 warning, web-2 critical, web-3 critical")]
    [InlineData("active=true&silenced=false&inhibited=false&unprocessed=false", "web-1 critical")]
    [InlineData("active=false", "web-1 warning, web-2 critical, web-3 critical")]
    [InlineData("active=false&silenced=false", "web-1 warning")]
    [InlineData("active=false&inhibited=false", "web-2 critical, web-3 critical")]
    [InlineData("active=false&muted=false", "web-1 warning, web-2 critical")]
    [InlineData("filter=instance=~\"web-[12]\"&filter=severity!=\"warning\"", "web-1 critical, web-2 critical")]
    [InlineData("receiver=pag.*", "web-1 critical, web-2 critical, web-3 critical")]
    [InlineData("receiver=pag", "")]
    public void Shows_what_is_asked_for(string query, string alerts) => Assert.Equal(
        alerts,
        string.Join(", ", View().Alerts(Query(query)).Select(alert => $"{alert.Labels["instance"]} {alert.Labels["severity"]}").Order()));

    [Fact]
    public void Shows_an_alert_in_the_group_of_each_route_it_takes()
    {
        var groups = View().Groups(Query("receiver=pager")).Select(group => $"{group.Receiver.Name} {string.Join(',', group.Labels.Select(label => $"{label.Key}={label.Value}"))}: {group.Alerts.Count}");

        Assert.Equal(["pager alertname=HostCpuHigh,instance=web-1: 1", "pager alertname=HostCpuHigh,instance=web-2: 1", "pager alertname=HostCpuHigh,instance=web-3: 1"], groups);
        Assert.Equal(["mail: 4", "pager: 1", "pager: 1", "pager: 1"], View().Groups(Query("")).Select(group => $"{group.Receiver.Name}: {group.Alerts.Count}").Order());
    }

    [Theory]
    [InlineData("filter=bad(")]
    [InlineData("active=perhaps")]
    [InlineData("receiver=(")]
    public void Says_what_it_cannot_read(string query) => Assert.NotNull(AlertQuery.Read(Parameters(query)).Error);

    [Theory]
    [InlineData("alertname=\"Disk\"", true)]
    [InlineData("alertname=~\"D.*\"", true)]
    [InlineData("instance=\"\"", true)]
    [InlineData("alertname=\"Cpu\"", false)]
    [InlineData("instance=\"web-1\"", false)]
    public void Finds_silences_by_the_values_they_name(string filter, bool found)
    {
        var silence = Silence("alertname=\"Disk\"");

        Assert.Equal(found, AlertmanagerSilencesApi.Covers(silence, [LabelMatchers.Parse(filter)]));
    }

    private static AlertView View() => View(
        new RoutingOptions
        {
            Channels = ["mail"],
            Routes =
            [
                new() { Match = ["severity=\"critical\""], GroupBy = ["alertname", "instance"], Channels = ["pager"], Continue = true },
                new() { Match = ["alertname!=\"\""], Channels = ["mail"] },
            ],
        },
        Plain, Inhibited, Silenced, Maintained);

    private static AlertView View(RoutingOptions routing, params Alert[] open)
    {
        var errors = new List<string>();
        var tree = RoutingTree.Build(routing, ["mail", "pager"], errors);
        Assert.Empty(errors);
        var window = new MaintenanceWindow
        {
            Id = Guid.Empty,
            Name = "patch day",
            Matchers = [LabelMatchers.Parse("instance=\"web-3\"")],
            StartsAt = Samples.Noon,
            EndsAt = Samples.Noon.AddHours(1),
            CreatedBy = "anna",
            CreatedAt = Samples.Noon,
        };
        return new AlertView(new Situation(open, [Silence("instance=\"web-2\"")], [window], tree, Samples.Noon.AddMinutes(1)), new() { Url = "https://perf.example" });
    }

    private static Silence Silence(string matcher) => new()
    {
        Id = new Guid("22222222-2222-2222-2222-222222222222"),
        Matchers = [LabelMatchers.Parse(matcher)],
        StartsAt = Samples.Noon,
        EndsAt = Samples.Noon.AddHours(1),
        CreatedBy = "bob",
        Comment = "deploy",
        CreatedAt = Samples.Noon,
    };

    private static AlertQuery Query(string text)
    {
        var (query, error) = AlertQuery.Read(Parameters(text));
        Assert.Null(error);
        return query!;
    }

    private static QueryCollection Parameters(string text) => new(QueryHelpers.ParseQuery(text));

    private static string Written(ShownStatus status) => $"{status.State} | {string.Join(' ', status.SilencedBy)}| {string.Join(' ', status.InhibitedBy)}| {string.Join(' ', status.MutedBy)}"
        .Replace("|", " |", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal);
}
