using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Analysis.Tests.Detection;

public sealed class SurpriseTailTests
{
    [Fact]
    public void Nothing_is_rare_before_48_deviations()
    {
        var tail = new SurpriseTail();

        Assert.All(Enumerable.Range(0, 48), i => Assert.Equal(0, tail.Observe(i * i)));
        Assert.True(tail.Observe(1e6) > 0);
    }

    [Fact]
    public void Under_an_exponential_law_the_surprise_is_the_logarithm_of_the_chance()
    {
        var tail = new SurpriseTail();
        for (int i = 0; i < 4000; i++) tail.Observe(-Math.Log(1 - TestSeries.Noise(i) * 0.99999));

        double deviation = tail.DeviationAt(4);

        Assert.InRange(deviation, 0.8 * 4 * Math.Log(10), 1.2 * 4 * Math.Log(10));
    }

    [Fact]
    public void What_has_come_before_is_no_rarer_than_it_was_often()
    {
        var tail = new SurpriseTail();
        double surprise = 0;
        for (int i = 0; i < 2000; i++) surprise = tail.Observe(i % 200 == 199 ? 1000 : TestSeries.Noise(i));

        Assert.Equal(Math.Log10(1999 / 9.0), surprise, 3);
    }

    [Fact]
    public void After_equal_deviations_another_one_is_rare_but_finite()
    {
        var tail = new SurpriseTail();
        for (int i = 0; i < 200; i++) tail.Observe(5);

        Assert.Equal((0, SurpriseTail.Largest), (tail.Observe(5), tail.Observe(6)));
    }

    [Fact]
    public void A_detector_that_has_no_answer_surprises_nobody() =>
        Assert.Equal(0, new SurpriseTail().Observe(double.NaN));
}
