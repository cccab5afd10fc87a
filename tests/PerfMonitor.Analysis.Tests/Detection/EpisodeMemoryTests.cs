using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Analysis.Tests.Detection;

public sealed class EpisodeMemoryTests
{
    [Fact]
    public void Within_an_episode_only_what_goes_clearly_beyond_it_is_news()
    {
        var memory = new EpisodeMemory();

        bool[] news = [.. new double[] { 4, 4.5, 5.1, 5.2, 0, 5 }.Select((surprise, i) => memory.Observe(i, surprise).IsNews)];

        Assert.Equal([true, false, true, false, false, false], news);
    }

    [Fact]
    public void After_a_quiet_time_a_new_episode_begins_and_counts_less()
    {
        var memory = new EpisodeMemory();
        memory.Observe(0, 6);
        for (int i = 1; i <= EpisodeMemory.ShortestQuiet; i++) memory.Observe(i, 0);

        var (surprise, isNews) = memory.Observe(100, 6);

        Assert.True(isNews);
        Assert.Equal(6 - 0.5 * Math.Log(2), surprise, 6);
    }

    [Theory]
    [InlineData(0, 2)] // at this time on two earlier days: a daily habit
    [InlineData(6, 0)] // six hours off: only what is done often
    public void What_came_at_this_time_of_two_days_is_a_habit(int hoursOff, double takenOff)
    {
        var memory = new EpisodeMemory();
        const long hour = 3_600_000;
        memory.Observe(0, 6);
        for (int i = 1; i <= EpisodeMemory.ShortestQuiet; i++) memory.Observe(i, 0);
        memory.Observe(24 * hour, 6);
        for (int i = 1; i <= EpisodeMemory.ShortestQuiet; i++) memory.Observe(24 * hour + i, 0);

        var (surprise, _) = memory.Observe((48 + hoursOff) * hour, 6);

        Assert.Equal(6 - 0.5 * Math.Log(3) - takenOff, surprise, 6);
    }
}
