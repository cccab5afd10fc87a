using PerfMonitor.Web.Live.Overview;

namespace PerfMonitor.Web.Tests.Live.Overview;

public class OverviewHistoryTests
{
    private readonly OverviewHistory _history = new();

    [Fact]
    public void Keeps_sixty_seconds_with_their_cores()
    {
        double?[] cores = [1];
        for (var second = 0; second < 100; second++)
            _history.Add(new OverviewPoint(second * 1000) { Cores = cores });

        Assert.Equal(Enumerable.Range(40, 60).Select(second => new OverviewPoint(second * 1000) { Cores = cores }), _history.Points);
    }

    [Fact]
    public void Has_one_point_a_second()
    {
        _history.Add(new OverviewPoint(1000) { Cpu = 1 });
        _history.Add(new OverviewPoint(1000) { Cpu = 2 });

        Assert.Equal([new OverviewPoint(1000) { Cpu = 2 }], _history.Points);
    }

    [Fact]
    public void Forgets_what_lies_before_a_gap_of_a_minute()
    {
        _history.Add(new OverviewPoint(1000));
        _history.Add(new OverviewPoint(70_000));

        Assert.Equal([new OverviewPoint(70_000)], _history.Points);
    }

    [Fact]
    public void Reloading_replaces_everything()
    {
        _history.Add(new OverviewPoint(69_000) { Cpu = 1 });

        _history.Reload([new OverviewPoint(68_000) { Cpu = 2 }, new OverviewPoint(5_000)], now: 70_000);

        Assert.Equal([new OverviewPoint(68_000) { Cpu = 2 }], _history.Points);
    }
}
