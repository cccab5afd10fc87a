using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Analysis.Tests.Detection;

public sealed class LargestValuesTests
{
    [Fact]
    public void The_largest_stay_in_rising_order()
    {
        var largest = new LargestValues(5);
        float[] all = [.. Enumerable.Range(0, 200).Select(i => (float)(int)(100 * TestSeries.Noise(i)))];

        foreach (float value in all) largest.Add(value);

        Assert.Equal(all.Order().TakeLast(5), largest.Values.ToArray());
        Assert.Equal(all.Order().TakeLast(5).Count(value => value >= largest.Values[2]), largest.AtLeast(largest.Values[2]));
    }

    [Fact]
    public void A_codebook_knows_everything_near_within_its_room()
    {
        var codebook = new Codebook(2, 32);
        for (int i = 0; i < 5000; i++) codebook.Learn([(float)TestSeries.Noise(i), (float)TestSeries.Noise(i + 9000)]);

        Assert.InRange(codebook.Count, 1, 32);
        Assert.InRange(codebook.Nearest([0.5f, 0.5f]), 0, 0.35);
        Assert.InRange(codebook.Nearest([3f, 0.5f]), 2, 2.6);
    }
}
