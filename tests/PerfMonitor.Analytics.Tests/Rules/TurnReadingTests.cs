using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class TurnReadingTests : IDisposable
{
    private readonly Road _road = new();
    private int _trips;

    public TurnReadingTests() => _road.Windows.Reading = _ =>
    {
        _trips++;
        return Task.CompletedTask;
    };

    [Fact]
    public async Task Is_one_trip_for_all_groups_that_have_their_turn_together()
    {
        await _road.AcceptAsync(LabelSet.Create("cpu", []), new Sample(_road.NowMs, 1));
        await _road.AcceptAsync(LabelSet.Create("disk", []), new Sample(_road.NowMs, 2));
        var (cpu, disk) = (Group("alert: A", "cpu > 0"), Group("alert: B", "disk > 0"));
        var reading = new TurnReading(Query, [(cpu, Turn.Extra), (disk, Turn.Extra)], _road.Clock.GetUtcNow());

        var (first, second) = (await reading.ReadAsync(Token), await reading.ReadAsync(Token));

        Assert.Same(first, second);
        Assert.Equal((1, 1, 1), (_trips, first.CountOf(Asked(cpu)), first.CountOf(Asked(disk))));

        await reading.ReleaseAsync();
        Assert.Equal(1, first.CountOf(Asked(cpu)));

        await reading.ReleaseAsync();
        Assert.Equal(0, first.CountOf(Asked(cpu)));
    }

    [Fact]
    public void Takes_what_is_recorded_with_it_of_the_moment_it_is_recorded_at()
    {
        var group = Group("record: made", "cpu");
        var now = _road.Clock.GetUtcNow() + TimeSpan.FromMilliseconds(400);

        Assert.Empty(group.Asked(Turn.Extra, now));
        var (_, at) = Assert.Single(group.Asked(Turn.Regular, now));

        Assert.Equal(_road.Clock.GetUtcNow(), at);
    }

    [Theory]
    [InlineData(new[] { 10, 20, 30 }, new[] { 10, 20, 30 })]
    [InlineData(new[] { 900, 10, 100 }, new[] { 10, 100 })]
    [InlineData(new[] { 0, 1_000 }, new[] { 0, 1_000 })]
    [InlineData(new[] { 0, 1_001 }, new int[0])]
    [InlineData(new[] { 5 }, new int[0])]
    [InlineData(new[] { -1, 5, 6 }, new[] { 5, 6 })]
    public void Is_shared_by_groups_that_read_little_in_their_last_turns(int[] read, int[] sharing)
    {
        var due = read.Select(series =>
        {
            var group = Group("alert: A", "cpu > 0");
            group.SeriesRead = series < 0 ? null : series;
            return (group, Turn.Regular);
        });

        Assert.Equal(sharing, TurnReading.Sharing(due).Select(static one => one.Group.SeriesRead!.Value));
    }

    public void Dispose() => _road.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RuleQuery Query => new(_road.Reader, Options.Create(new RuleOptions()), Options.Create(new QueryOptions()), NullLogger<RuleQuery>.Instance);

    private IEnumerable<RuleExpression> Asked(GroupRun group) => group.Asked(Turn.Extra, _road.Clock.GetUtcNow()).Select(static one => one.Expression);

    private static GroupRun Group(string rule, string expression)
    {
        var group = RuleFileParser.Parse("a.yml", $"""
            groups:
              - name: g
                rules:
                  - {rule}
                    expr: "{expression}"
            """).Groups.Single();
        return new GroupRun(group, new RuleOptions(), new Dictionary<string, RuleSamples>());
    }
}
