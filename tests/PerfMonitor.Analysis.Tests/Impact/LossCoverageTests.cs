using PerfMonitor.Analysis.Impact;

namespace PerfMonitor.Analysis.Tests.Impact;

/// <summary>Whether the bounds hold the truth as often as they say, on made-up shops whose loss is known.</summary>
public sealed class LossCoverageTests
{
    private const int Shops = 50;

    /// <summary>Of 50 intervals of 95 %, 47.5 hold on average; fewer than 44 once in 30 times. Always 50 would be intervals too wide to be of use, as would wide ones.</summary>
    [Theory]
    [InlineData(14, 8, 0.0, false, 1.0)]
    [InlineData(14, 8, 0.9, false, 2.2)]
    [InlineData(14, 48, 0.5, false, 0.7)]
    [InlineData(28, 4, 0.8, true, 2.3)]
    [InlineData(7, 96, 0.7, true, 0.9)]
    [Trait("feature", "S2-98")]
    public void The_interval_holds_the_true_loss_as_often_as_it_says(int days, int incident, double likeness, bool busyNoise, double widest)
    {
        var losses = Enumerable.Range(0, Shops).Select(seed =>
        {
            var shop = new Shop(seed, days, incident, slower: 1, likeness, busyNoise);
            return (shop.Truth, shop.TruthOfLatency, Loss: Assert.IsType<Loss>(LossEstimator.Estimate(shop.Question)));
        }).ToList();

        var held = losses.Count(static one => one.Truth >= one.Loss.Lower && one.Truth <= one.Loss.Upper);
        var explained = losses.Count(static one => one.TruthOfLatency >= one.Loss.Explained!.Lower && one.TruthOfLatency <= one.Loss.Explained.Upper);
        var width = losses.Average(static one => (one.Loss.Upper - one.Loss.Lower) / one.Truth);

        Assert.True(held >= 44 && explained >= 42 && width <= widest, $"{held} of {Shops} intervals hold the loss, {explained} what went with the latency; they are {width:F2} losses wide");
    }

    /// <summary>Nothing was lost: 19 of 20 times nothing is claimed.</summary>
    [Fact]
    public void Without_a_loss_none_is_shown()
    {
        var claimed = Enumerable.Range(100, Shops).Count(static seed => ((Loss)LossEstimator.Estimate(new Shop(seed, slower: 0).Question)).Verdict != LossVerdict.NotShown);

        Assert.InRange(claimed, 0, 6);
    }
}
