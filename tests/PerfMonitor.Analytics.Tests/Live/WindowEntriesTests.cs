using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Live;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Live;

public sealed class WindowEntriesTests
{
    [Fact]
    public void Reads_back_what_it_wrote_within_the_range()
    {
        var bytes = Bytes(new(1, 1.5), new(2, StaleMarker.Value), new(3, double.NegativeInfinity));
        var samples = new SampleColumns();

        var added = WindowEntries.Read(bytes, 2, 3, samples);

        Assert.Equal(2, added);
        Assert.True(StaleMarker.Is(samples.ToList()[0].Value));
        Assert.Equal(new Sample(3, double.NegativeInfinity), samples.ToList()[1]);
    }

    [Fact]
    public void Leaves_out_an_entry_that_is_not_whole()
    {
        var samples = new SampleColumns();

        WindowEntries.Read(Bytes(new(1, 1), new(2, 2)).AsSpan(0, 31), 0, 10, samples);

        Assert.Equal([new(1, 1)], samples.ToList());
    }

    private static byte[] Bytes(params Sample[] samples)
    {
        var bytes = new byte[samples.Length * WindowEntries.EntryBytes];
        foreach (var (i, sample) in samples.Index())
        {
            WindowEntries.Write(bytes.AsSpan(i * WindowEntries.EntryBytes), sample);
        }

        return bytes;
    }
}
