using PerfMonitor.Analytics.Live;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class RuleDependenciesTests : IDisposable
{
    private static readonly LabelSet Cpu = LabelSet.Create("cpu", [new Label("instance", "a")]);
    private static readonly LabelSet Disk = LabelSet.Create("disk", [new Label("instance", "a")]);

    private readonly Road _road = new();

    [Fact]
    public async Task Finds_the_groups_whose_alerts_read_a_series()
    {
        await _road.AcceptAsync(Cpu);
        await _road.AcceptAsync(Disk);
        var dependencies = new RuleDependencies(RuleFileParser.Parse("a.yml", """
            groups:
              - { name: cpu, rules: [{ alert: A, expr: "rate(cpu[5m]) > 1" }] }
              - { name: both, rules: [{ alert: B, expr: "cpu > 1 or disk{instance=~'a|b'} > 1" }] }
              - { name: other, rules: [{ alert: C, expr: "disk{instance='b'} > 1" }] }
              - { name: recording, rules: [{ record: r, expr: "cpu" }] }
            """).Groups, _road.Catalogue, number: 1);

        Assert.Equal([0, 1], dependencies.Readers(new Touched([Cpu.Id], Any: false)).Order());
        Assert.Equal([1], dependencies.Readers(new Touched([Disk.Id], Any: false)));
        Assert.Empty(dependencies.Readers(new Touched([new(42)], Any: false)));
        Assert.Equal([0, 1, 2, 3], dependencies.Readers(new Touched([], Any: true)).Order());
    }

    public void Dispose() => _road.Dispose();
}
