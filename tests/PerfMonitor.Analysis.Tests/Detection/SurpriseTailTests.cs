using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Analysis.Tests.Detection;

public sealed class SurpriseTailTests
{
    [Fact]
    public void Nothing_is_rare_before_48_deviations()
    {
        var tail = new SurpriseTail(needed: 48);

        Assert.All(Enumerable.Range(0, 48), i => Assert.Equal(0, tail.Observe(i * i)));
        Assert.True(tail.Observe(1e6) > 0);
    }

    [Fact]
    public void Under_an_exponential_law_the_surprise_is_the_logarithm_of_the_chance()
    {
        var tail = new SurpriseTail(needed: 48);
        for (int i = 0; i < 4000; i++) tail.Observe(-Math.Log(1 - TestSeries.Noise(i) * 0.99999));

        double deviation = tail.DeviationAt(4);

        Assert.InRange(deviation, 0.8 * 4 * Math.Log(10), 1.2 * 4 * Math.Log(10));
    }

    [Fact]
    public void What_has_come_before_is_no_rarer_than_it_was_often()
    {
        var tail = new SurpriseTail(needed: 48);
        double surprise = 0;
        for (int i = 0; i < 2000; i++) surprise = tail.Observe(i % 200 == 199 ? 1000 : TestSeries.Noise(i));

        Assert.Equal(Math.Log10(1999 / 9.0), surprise, 3);
    }

    [Fact]
    public void After_equal_deviations_another_one_is_as_rare_as_their_number_says()
    {
        var tail = new SurpriseTail(needed: 48);
        for (int i = 0; i < 200; i++) tail.Observe(5);

        Assert.Equal(0, tail.Observe(5));
        Assert.Equal(Math.Log10(202), tail.Observe(6), 6);
    }

    [Fact]
    public void A_tail_of_few_deviations_claims_less_than_its_mean_would()
    {
        var tail = new SurpriseTail(needed: 48);
        for (int i = 0; i < 76; i++) tail.Observe(0.5 * TestSeries.Noise(i));
        foreach (double deviation in (double[])[1, 2, 3, 4]) tail.Observe(deviation);

        // 4 of 80 are above 1, by 1.5 on average.
        Assert.Equal(13, tail.DeviationAt(Math.Log10(80 / 4) + 4 * Math.Log10(1 + 12 / (4 * 1.5))), 4);
        Assert.Equal(Math.Log10(80 / 4) + 4 * Math.Log10(1 + 12 / (4 * 1.5)), tail.Observe(13), 6);
    }

    [Fact]
    public void The_tail_is_at_all_times_that_of_the_largest_deviations_so_far()
    {
        var tail = new SurpriseTail(needed: 48);
        List<float> seen = [];
        for (int i = 0; i < 3000; i++)
        {
            float deviation = (float)(TestSeries.Noise(i) * (1 + i / 500));
            tail.Observe(deviation);
            seen.Add(deviation);
            if (i < 100) continue;
            double asked = tail.DeviationAt(3);
            if (i % 97 != 0) continue;

            int size = seen.Count / 20;
            float[] largest = [.. seen.OrderDescending().Take(size)];
            double mean = largest.Average(value => (double)value - largest[^1]);
            Assert.Equal(largest[^1] + size * mean * (Math.Pow(10, (3 - Math.Log10((double)seen.Count / size)) / size) - 1), asked, 6);
        }
    }

    [Fact]
    public void A_detector_that_has_no_answer_surprises_nobody() =>
        Assert.Equal(0, new SurpriseTail(needed: 48).Observe(double.NaN));
}
