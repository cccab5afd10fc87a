namespace PerfMonitor.TimeSeries.Tests;

public sealed class SeriesIdListTests
{
    [Fact]
    public void Ids_come_back_in_their_order_little_endian_and_without_what_is_no_whole_id()
    {
        var bytes = new byte[17];
        Assert.Equal(16, SeriesIdList.Write(bytes, [new SeriesId(0x0102030405060708), new SeriesId(ulong.MaxValue)]));

        Assert.Equal([8, 7, 6, 5, 4, 3, 2, 1], bytes[..8]);
        Assert.Equal([new SeriesId(0x0102030405060708), new SeriesId(ulong.MaxValue)], SeriesIdList.Read(bytes));
    }

    [Fact]
    public void Ids_that_do_not_fit_are_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => SeriesIdList.Write(new byte[15], [new SeriesId(1), new SeriesId(2)]));
}
