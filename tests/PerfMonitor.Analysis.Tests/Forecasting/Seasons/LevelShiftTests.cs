using PerfMonitor.Analysis.Forecasting.Seasons;
using PerfMonitor.Testing.Series;

namespace PerfMonitor.Analysis.Tests.Forecasting.Seasons;

public sealed class LevelShiftTests
{
    [Theory]
    [InlineData(700, 680, 50)]
    [InlineData(700, 400, -50)]
    [InlineData(200, 150, 50)]
    public void A_level_that_moved_and_stayed_is_found_under_a_season(int length, int at, double size)
    {
        double[] values = [.. Wave.Of(length, 2, 24).Select((value, i) => i < at ? value : value + size)];

        var shift = LevelShift.Find(values, [24]);

        Assert.NotNull(shift);
        Assert.InRange(shift.At, at - 1, at + 1);
        Assert.InRange(shift.Size / size, 0.85, 1.15);
    }

    [Theory]
    [InlineData(684, true)]
    [InlineData(692, false)]
    public void A_level_has_lasted_after_two_quarters_of_a_season(int at, bool lasted)
    {
        double[] values = [.. Wave.Of(700, 0.1, 24).Select((value, i) => i < at ? value : value + 50)];

        Assert.Equal(lasted, LevelShift.Find(values, [24])?.HasLasted);
    }

    public static TheoryData<string, Func<int, double>> Other() => new()
    {
        { "a level that came back", i => i is > 300 and < 350 ? 60 : 0 },
        { "a level that is about to come back", i => i is > 300 and < 690 ? 60 : 0 },
        { "a level that moves to and fro", i => i / 90 % 2 == 0 ? 0 : 60 },
        { "a spike at the end", i => i > 697 ? 60 : 0 },
        { "a slope", i => 0.2 * i },
        { "nothing", _ => 0 },
    };

    [Theory]
    [MemberData(nameof(Other))]
    public void Anything_else_is_none(string what, Func<int, double> move) =>
        Assert.True(LevelShift.Find([.. Wave.Of(700, 2, 24).Select((value, i) => value + move(i))], [24]) is null, what);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.9)]
    [InlineData(1.0)]
    public void It_is_rarely_found_in_a_series_that_only_wanders(double likeness)
    {
        int found = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            double state = 0;
            double[] values = [.. Enumerable.Range(0, 400).Select(_ => state = (likeness * state) + Gauss.Next(random))];
            if (LevelShift.Find(values, []) is not null) found++;
        }

        Assert.InRange(found, 0, 2);
    }

    [Theory]
    [InlineData(5, new[] { 15.0, double.NaN, 17, 3 })]
    [InlineData(-9, new[] { 1.0, double.NaN, 3, 3 })]
    public void What_was_before_is_moved_by_its_size_and_gaps_stay_gaps(double size, double[] expected) =>
        Assert.Equal(expected, new LevelShift(3, size).Remove([10, double.NaN, 12, 3], neverNegative: true));

    [Fact]
    public void Where_no_value_may_be_negative_it_is_moved_by_its_ratio() =>
        Assert.Equal([0, 10, 3], new LevelShift(2, -15).Remove([0, 40, 3], neverNegative: true));
}
