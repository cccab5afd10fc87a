using PerfMonitor.Analysis.Explanation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analysis.Tests.Explanation;

[Trait("feature", "S2-87")]
public sealed class NarrativeTests
{
    private const long At = 1_767_614_400_000;

    private static readonly CoMovementResult Search = new([], 40, 2, "none of 40 series moved with it");

    [Fact]
    public void Tells_what_moved_what_moved_with_it_and_what_was_done_before()
    {
        var text = Narrative.Write(
            "probe_duration_seconds of shop",
            new Movement(0.12, 0.48, 30),
            [new("cpu of db-1", new CoMover(3, 0.9, 0.81, 2, false, 0)), new("memory of db-1", new CoMover(4, 0.8, 0.64, 0, true, 0))],
            Search,
            [new NearbyChange(new NotedChange("deploy", "shop 2.3", [], At - 240_000, At - 240_000), 0, 240_000)],
            TimeSpan.FromSeconds(15));

        Assert.Equal(
            "probe_duration_seconds of shop rose from 0.12 to 0.48. "
            + "cpu of db-1 moved the same way 30 s earlier and accounts for 81 % of the movement on its own. "
            + "memory of db-1 moved the other way at the same time and accounts for 64 % of the movement on its own. "
            + "Deploy “shop 2.3” began 4 min before it.",
            text);
    }

    [Theory]
    [InlineData(100, 100, 0, "x stood at 100.")]
    [InlineData(100, 104, 2, "x stayed within its usual spread: 100 before, 104 at the furthest.")]
    [InlineData(100, 20, 9, "x fell from 100 to 20.")]
    public void Says_when_little_happened(double before, double extreme, double deviations, string sentence) => Assert.Equal(
        $"{sentence} No series explains it: none of 40 series moved with it. No deploy, change or load test was noted near it.",
        Narrative.Write("x", new Movement(before, extreme, deviations), [], Search, [], TimeSpan.FromSeconds(15)));

    [Fact]
    public void A_movement_is_measured_against_the_time_before_it()
    {
        var values = Noise.Of(1, 240, level: 100, spread: 2);
        values[185] = 160;

        var movement = Movement.At(values, 180)!;

        Assert.Equal(160, movement.Extreme);
        Assert.InRange(movement.Before, 99, 101);
        Assert.InRange(movement.Deviations, 24, 38);
        Assert.Null(Movement.At(values, 15));
        Assert.Null(Movement.At([.. values.Take(150), .. Enumerable.Repeat(double.NaN, 90)], 180));
        Assert.Equal(new Movement(5, 5, 0), Movement.At(Enumerable.Repeat(5.0, 240).ToArray(), 180));
        Assert.Equal(double.PositiveInfinity, Movement.At([.. Enumerable.Repeat(5.0, 180), .. Enumerable.Repeat(6.0, 60)], 180)!.Deviations);
    }

    [Fact]
    public void Changes_are_near_where_they_came_before_and_no_label_contradicts()
    {
        Label shop = new("service", "shop"), other = new("service", "other");
        NotedChange[] changes =
        [
            Change("too early", -3_601_000, []),
            Change("everywhere", -60_000, []),
            Change("of another", -30_000, [other]),
            Change("of the shop", -1_800_000, [shop]),
            Change("just noted", 100_000, []),
            Change("too late", 121_000, []),
            new("loadtest", "still running", [], At - 7_200_000, At - 3_000_000),
        ];

        var near = NearbyChange.Find(changes, [shop, new("instance", "a")], At, most: 4);

        Assert.Equal(["of the shop", "everywhere", "just noted", "still running"], near.Select(one => one.Change.Text));
        Assert.Equal([(1, 1_800_000L), (0, 60_000L), (0, -100_000L), (0, 7_200_000L)], near.Select(one => (one.SharedLabels, one.LeadMs)));
    }

    private static NotedChange Change(string text, long offsetMs, IReadOnlyList<Label> labels) => new("deploy", text, labels, At + offsetMs, At + offsetMs);
}
