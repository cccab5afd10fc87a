using PerfMonitor.Analysis.Capacity;

namespace PerfMonitor.Analysis.Tests.Capacity;

public sealed class AllocationTests
{
    // The upper bound of the peak is 8; at 80 % use 10 are wanted.
    [Theory]
    [InlineData(9, AllocationAdvice.Grow, "a peak of 6, 8 at most (95 %), within 2 h; at 80 % use allocate 10 of 9")]
    [InlineData(16, AllocationAdvice.Keep, "a peak of 6, 8 at most (95 %), within 2 h; at 80 % use it fits: 10 of 16")]
    [InlineData(32, AllocationAdvice.Shrink, "a peak of 6, 8 at most (95 %), within 2 h; at 80 % use no more is needed than 10 of 32")]
    [Trait("feature", "S2-85")]
    public void Keeps_the_peak_to_come_at_the_wanted_use(double allocated, AllocationAdvice advice, string reason) =>
        Assert.Equal(new Allocation(advice, 10, 6, 8, reason), Allocation.For(Outlook.Of([1, 1], [6, 3], [8, 5]), allocated));
}
