using PerfMonitor.LoadTest.Progress;

namespace PerfMonitor.LoadTest.Tests.Progress;

public sealed class GeneratorUseTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("feature", "S0-36")]
    public void Tells_the_share_of_all_processors_since_the_reading_before()
    {
        var use = new GeneratorUse();

        Assert.Equal(
            [new(null, 100), new(0.25, 200), new(1, 300), new(0, 300)],
            new GeneratorFigures[]
            {
                use.Read(TimeSpan.FromSeconds(7), 100, 2, Begin),
                use.Read(TimeSpan.FromSeconds(8), 200, 2, Begin.AddSeconds(2)),
                use.Read(TimeSpan.FromSeconds(12), 300, 2, Begin.AddSeconds(3)),
                use.Read(TimeSpan.FromSeconds(12), 300, 2, Begin.AddSeconds(4)),
            });
    }

    [Fact]
    public void Reads_this_process()
    {
        var use = new GeneratorUse();
        use.Read(Begin);
        var until = Environment.CpuUsage.TotalTime + TimeSpan.FromMilliseconds(20);
        while (Environment.CpuUsage.TotalTime < until)
        {
        }

        var figures = use.Read(Begin.AddSeconds(1));

        Assert.InRange(figures.CpuRatio!.Value, 0.02 / Environment.ProcessorCount, 1);
        Assert.True(figures.MemoryBytes > 1_000_000);
    }
}
