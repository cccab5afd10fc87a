using PerfMonitor.Pdf.Charts;

namespace PerfMonitor.Pdf.Tests.Charts;

public class ValueAxisTests
{
    public static TheoryData<double, double, string, string> Axes => new()
    {
        { 0, 0.824, "seconds", "0.00 s|0.25 s|0.50 s|0.75 s|1.00 s" },
        { 0, 0.74, "seconds", "0 ms|200 ms|400 ms|600 ms|800 ms" },
        { 0, 1.28, "seconds", "0.0 s|0.5 s|1.0 s|1.5 s" },
        { 0, 0.0041, "seconds", "0 ms|2 ms|4 ms|6 ms" },
        { 0, 1, "ratio", "0 %|25 %|50 %|75 %|100 %" },
        { 0, 6.77 * 1024 * 1024 * 1024, "bytes", "0 GiB|2 GiB|4 GiB|6 GiB|8 GiB" },
        { 0, 0, "seconds", "0.00 s|0.25 s|0.50 s|0.75 s|1.00 s" },
        { 5, 5, "count", "4|6|8|10" },
        { -3, 3, "count", "-4|-2|0|2|4" },
        { 0, 2500000, "count", "0 M|1 M|2 M|3 M" },
        { 0, 12, "count", "0|5|10|15" },
        { 0.3, 0.9, "count", "0.2|0.4|0.6|0.8|1.0" },
        { 0, 0.3, "count", "0.0|0.1|0.2|0.3" },
        { 0, 1e-320, "count", "0.00|0.25|0.50|0.75|1.00" },
        { 0, 1e30, "count", "0e+0 G|2.5e+20 G|5e+20 G|7.5e+20 G|1e+21 G" },
    };

    [Theory]
    [MemberData(nameof(Axes))]
    public void Ticks_are_round_in_the_unit_and_cover_the_values(double minimum, double maximum, string unit, string expected)
    {
        var axis = ValueAxis.Cover(minimum, maximum, Unit(unit), mostSteps: 4);

        Assert.Equal(expected, string.Join('|', axis.Ticks.Select(t => t.Label)));
        Assert.True(axis.Low <= minimum && axis.High >= maximum - 1e-12);
    }

    [Fact]
    public void There_are_never_more_steps_than_there_is_room_for_and_one_to_spare()
    {
        for (var maximum = 0.001; maximum < 1e7; maximum *= 1.37)
        {
            for (var steps = 1; steps < 10; steps++)
            {
                Assert.InRange(ValueAxis.Cover(0, maximum, ValueUnit.Seconds, steps).Ticks.Count, 2, steps + 2);
            }
        }
    }

    private static ValueUnit Unit(string name) => name switch
    {
        "seconds" => ValueUnit.Seconds,
        "ratio" => ValueUnit.Ratio,
        "bytes" => ValueUnit.Bytes,
        _ => ValueUnit.Count,
    };
}
