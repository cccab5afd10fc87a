using PerfMonitor.Bench.Detection;

namespace PerfMonitor.Bench.Tests.Detection;

public sealed class NabCommandTests : IDisposable
{
    private readonly WrittenFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Every_row_has_a_score_and_the_plain_anomaly_the_highest()
    {
        _files.Write("nab/data/real/cpu.csv", ["timestamp,value", .. Enumerable.Range(0, 2_000).Select(Row)]);

        int code = Run();

        string[] scored = _files.Read("out/real/cpu.csv");
        Assert.Equal((0, "timestamp,value,anomaly_score", 2_001), (code, scored[0], scored.Length));
        Assert.Equal($"{Time(7)},NaN,0", scored[8]);
        Assert.Equal($"{Time(20)},NaN,0", scored[21]);
        Assert.Equal("no time,NaN,0", scored[22]);
        double[] scores = [.. scored.Skip(1).Select(line => double.Parse(line.Split(',')[^1], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.InRange(scores[1_800], 0.9, 1);
        Assert.Equal(scores[1_800], scores[300..].Max());

        static string Row(int i) => i switch
        {
            7 => $"{Time(i)},",
            20 => Time(i),
            21 => "no time,21",
            22 => $"{Time(21)},out of order",
            1_800 => $"{Time(i)},900",
            _ => $"{Time(i)},{i % 7}",
        };
    }

    [Fact]
    public void A_file_that_cannot_be_read_does_not_keep_the_others_from_being_scored()
    {
        _files.Write("nab/data/real/a-broken.csv", "timestamp", "2014-01-01");
        _files.Write("nab/data/real/b-empty.csv");
        _files.Write("nab/data/real/c.csv", "timestamp,value", "2014-01-01 00:00:00,1");
        _files.Write("nab/data/real/d-bare.csv", "timestamp,value");

        Assert.Equal(1, Run());

        Assert.Equal(["timestamp,value,anomaly_score", "2014-01-01 00:00:00,1,0"], _files.Read("out/real/c.csv"));
        Assert.Equal(["timestamp,value,anomaly_score"], _files.Read("out/real/d-bare.csv"));
        Assert.Equal((false, false), (_files.Has("out/real/a-broken.csv"), _files.Has("out/real/b-empty.csv")));
    }

    [Fact]
    public void A_folder_without_data_is_refused() => Assert.Equal(1, Run());

    private static string Time(int i) => new DateTime(2014, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(5 * i).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private int Run() => NabCommand.Run(Path.Combine(_files.Folder, "nab"), Path.Combine(_files.Folder, "out"));
}
