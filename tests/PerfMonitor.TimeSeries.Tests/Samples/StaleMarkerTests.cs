namespace PerfMonitor.TimeSeries.Tests.Samples;

public sealed class StaleMarkerTests
{
    [Fact]
    public void Is_one_NaN_among_many()
    {
        Assert.True(double.IsNaN(StaleMarker.Value));
        Assert.True(StaleMarker.Is(StaleMarker.Value));
        Assert.False(StaleMarker.Is(double.NaN));
        Assert.False(StaleMarker.Is(0));
    }
}
