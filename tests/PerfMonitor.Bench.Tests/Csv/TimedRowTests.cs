using PerfMonitor.Bench.Csv;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Tests.Csv;

public sealed class TimedRowTests : IDisposable
{
    private const long Midnight = 1_388_534_400_000;

    private readonly WrittenFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Every_row_is_there_whatever_it_holds()
    {
        var rows = TimedRow.Read(_files.Write(
            "a.csv", "timestamp,value", "2014-01-01 00:00:00,1.5", "2014-01-01 00:05:00", "\"2014-01-01 00:10:00\",\"NaN\"", "2014-01-01 00:15:00,up", "soon,7", "", "2014-01-01T00:20:00Z,-Infinity"));

        Assert.Equal(
            [
                new(2, "2014-01-01 00:00:00", new Sample(Midnight, 1.5), false, null),
                new(3, "2014-01-01 00:05:00", new Sample(Midnight + 300_000, double.NaN), false, null),
                new(4, "2014-01-01 00:10:00", new Sample(Midnight + 600_000, double.NaN), false, null),
                new(5, "2014-01-01 00:15:00", new Sample(Midnight + 900_000, double.NaN), false, "'up' is no number"),
                new(6, "soon", null, false, "'soon' is no time"),
                new(8, "2014-01-01T00:20:00Z", new Sample(Midnight + 1_200_000, double.NegativeInfinity), false, null),
            ],
            rows);
    }

    [Theory]
    [InlineData("value,timestamp", "3,2014-01-01", false)]
    [InlineData("Label,TimeStamp,Value", "1,2014-01-01,3", true)]
    [InlineData("t,x,y", "2014-01-01,3,1.0", true)]
    [InlineData("date,cpu", "2014-01-01,3", false)]
    [InlineData("host,time,value,is_anomaly", "a,2014-01-01,3,1", true)]
    public void Columns_are_found_by_their_names_else_by_their_order(string header, string row, bool isAnomaly)
    {
        var read = Assert.Single(TimedRow.Read(_files.Write("a.csv", header, row)));

        Assert.Equal((new Sample(Midnight, 3), isAnomaly), (read.Sample, read.IsAnomaly));
    }

    [Theory]
    [InlineData("1388534400", Midnight)]
    [InlineData("1388534400.25", Midnight + 250)]
    [InlineData("1388534400000", Midnight)]
    [InlineData("-60", -60_000L)]
    [InlineData("2014-01-01T02:00:00+02:00", Midnight)]
    [InlineData("1e300", null)]
    [InlineData("NaN", null)]
    [InlineData("", null)]
    public void A_time_is_a_date_or_a_number_since_the_epoch(string time, long? milliseconds) =>
        Assert.Equal((milliseconds is not null, milliseconds ?? 0), (TimedRow.TryParseTime(time, out long read), read));

    [Theory]
    [InlineData(new string[0], "is empty: a header is needed, then a time and a value in each line.")]
    [InlineData(new[] { "timestamp", "2014-01-01" }, "has one column, 'timestamp': a time and a value are needed.")]
    public void A_file_without_the_two_columns_is_refused(string[] lines, string reason)
    {
        string file = _files.Write("a.csv", lines);

        Assert.Equal($"{file} {reason}", Assert.Throws<InvalidDataException>(() => TimedRow.Read(file)).Message);
    }
}
