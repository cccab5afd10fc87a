using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Tests.Reports;

public sealed class ReportBuilderTests
{
    [Fact]
    [Trait("feature", "S2-09")]
    public void Targets_come_with_all_their_figures_the_worst_first()
    {
        var targets = Samples.Report.Availability.Targets;

        Assert.Equal(["shop", "search"], targets.Select(target => target.Name));
        var shop = targets[0];
        Assert.Equal(("web", "https://shop.example.test/", 0.9986, 2880L), (shop.Kind, shop.Address, shop.Uptime, shop.Checks));
        Assert.Equal((0.3, 0.61, 2.5), (shop.Median, shop.P95, shop.Maximum));
        Assert.Equal(TimeSpan.FromMinutes(2), shop.Downtime);
        Assert.Equal(Samples.From.AddSeconds(30_000), Assert.Single(shop.Episodes).From);
        Assert.Equal(TimeSpan.FromSeconds(30), shop.Interval);
        Assert.Equal(Samples.Day.To.AddDays(12), shop.CertificateEnd);
        Assert.Equal(289, shop.MedianOverTime.Count);
        Assert.False(shop.DownAtEnd);
    }

    [Fact]
    public void The_whole_is_weighed_by_checks()
    {
        TargetReport Target(double uptime, long checks) => new() { Name = "", Kind = "", Address = "", Uptime = uptime, Checks = checks };

        Assert.Equal(0.9, new AvailabilityReport([Target(1, 800), Target(0.5, 200)]).Uptime!.Value, 9);
        Assert.Null(new AvailabilityReport([]).Uptime);
        Assert.Equal((5760L, 1), (Samples.Report.Availability.Checks, Samples.Report.Availability.Episodes));
    }

    [Fact]
    public void The_least_available_is_worst_and_among_equals_the_slowest()
    {
        (string Name, double Uptime, double P95)[] targets = [("a", 1, 0.1), ("b", 1, 9), ("c", 0.5, 0.2), ("d", 1, 0.1)];
        var data = Samples.Empty with
        {
            Series = new Dictionary<Figure, IReadOnlyList<MetricSeries>>
            {
                [Figure.Checks] = [.. targets.Reverse().Select(target => Samples.Target(target.Name, Samples.At(Samples.Day.To, 10)))],
                [Figure.Uptime] = [.. targets.Select(target => Samples.Target(target.Name, Samples.At(Samples.Day.To, target.Uptime)))],
                [Figure.ResponseP95] = [.. targets.Select(target => Samples.Target(target.Name, Samples.At(Samples.Day.To, target.P95)))],
            },
        };

        Assert.Equal(["c", "b", "a", "d"], AvailabilitySection.Build(data, Samples.Day).Targets.Select(target => target.Name));
    }

    [Fact]
    public void Targets_of_one_name_at_two_addresses_are_two()
    {
        var data = Samples.Empty with
        {
            Series = new Dictionary<Figure, IReadOnlyList<MetricSeries>>
            {
                [Figure.Checks] =
                [
                    Samples.Series([Samples.At(Samples.Day.To, 10)], ("target", "a"), ("instance", "http://one")),
                    Samples.Series([Samples.At(Samples.Day.To, 20)], ("target", "a"), ("instance", "http://two")),
                    Samples.Series([Samples.At(Samples.Day.To, 30)], ("instance", "http://three")),
                ],
            },
        };

        var targets = AvailabilitySection.Build(data, Samples.Day).Targets;

        Assert.Equal([("a", "http://one", 10L), ("a", "http://two", 20L), ("http://three", "http://three", 30L)], targets.Select(target => (target.Name, target.Address, target.Checks)).OrderBy(target => target.Item3));
    }

    [Fact]
    public void Hosts_come_with_their_file_systems_the_fullest_first()
    {
        var host = Assert.Single(Samples.Report.Hosts);

        Assert.Equal(("web-1", 8e9), (host.Name, host.MemoryTotal));
        Assert.Equal([new FilesystemReport("/", "/dev/sda1", 0.91, 4e10), new FilesystemReport("/var", "/dev/sda1", 0.2, null)], host.Filesystems);
        Assert.Equal(289, host.ProcessorPeak.Count);
        Assert.Empty(host.DiskRead);
    }

    [Fact]
    public void The_report_says_what_was_asked_and_when_it_was_made()
    {
        var report = Samples.Report;

        Assert.Equal(Enum.GetValues<Figure>().Order(), report.Queries.Select(query => query.Figure).Order());
        Assert.Equal(Samples.Day.To.AddHours(6), report.GeneratedAt);
        Assert.Equal(TimeSpan.FromSeconds(288), report.Step);
        Assert.Empty(report.Omissions);
    }

    [Fact]
    public void What_is_left_out_is_said()
    {
        var many = Enumerable.Range(0, 250).Select(i => Samples.Target($"t{i:000}", Samples.At(Samples.Day.To, 100))).ToArray();
        var data = Samples.Empty with
        {
            Queries = [ReportQueries.States(Samples.Day, 1e9)],
            Series = new Dictionary<Figure, IReadOnlyList<MetricSeries>>
            {
                [Figure.Checks] = many,
                [Figure.ProcessorMean] = [.. Enumerable.Range(0, 30).Select(i => Samples.Host($"h{i}", Samples.At(Samples.Day.To, 0.5)))],
            },
            Warnings = ["partial data"],
            Alerts = [.. Enumerable.Range(0, 201).Select(i => Samples.Alert($"a{i}", "info", Samples.From.AddSeconds(i), null))],
            AlertsAreCut = true,
        };

        Assert.Equal(
            [
                "The table shows the 200 worst of 250 targets.",
                "Charts of response times are drawn for the 40 worst of 250 targets.",
                "Charts are drawn for the 20 busiest of 30 hosts.",
                "The table of alerts shows the newest 200 of 201.",
                "Alerting gives at most 201 alerts at once, the newest; older ones of this period may be missing.",
                "Analytics warned: partial data",
                "There are too many single checks in this period: downtimes are told to the nearest 1 min, each window as bad as its worst check.",
            ],
            ReportBuilder.Build(Samples.Request, data, TimeZoneInfo.Utc, Samples.Day.To).Omissions);
    }
}
