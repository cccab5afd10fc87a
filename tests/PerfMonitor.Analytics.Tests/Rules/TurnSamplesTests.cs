using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class TurnSamplesTests : IDisposable
{
    private static readonly LabelSet CpuA = LabelSet.Create("cpu", [new Label("instance", "a")]);
    private static readonly LabelSet CpuB = LabelSet.Create("cpu", [new Label("instance", "b")]);
    private static readonly LabelSet Disk = LabelSet.Create("disk", [new Label("instance", "a")]);

    private readonly Road _road = new();
    private readonly Dictionary<string, PromQuery> _queries = [];
    private int _trips;

    public TurnSamplesTests() => _road.Windows.Reading = _ =>
    {
        _trips++;
        return Task.CompletedTask;
    };

    [Theory]
    [InlineData("cpu > 1")]
    [InlineData("cpu > 1", "disk > 1")]
    [InlineData("cpu > 1", "cpu > 2")]
    [InlineData("cpu{instance='b'} > 1", "{instance='a'} > 1")]
    [InlineData("cpu > 1 and on (instance) disk > 1", "absent(fan)")]
    [InlineData("rate(cpu[5m]) > 1", "max_over_time(disk[5m]) > 1")]
    public async Task Answer_in_one_trip_what_each_rule_would_read_in_its_own(params string[] rules)
    {
        await FillAsync();

        var turn = await ReadAsync(rules);

        Assert.Equal(1, _trips);
        foreach (var selection in Selections(rules))
        {
            var alone = await _road.Reader.ReadAsync(selection, new QueryRead(), Token);
            Assert.Equal(alone.Select(Text), turn.Find(selection)!.Select(Text));
        }
    }

    [Fact]
    public async Task Read_each_span_by_itself()
    {
        await FillAsync();

        var turn = await ReadAsync(["cpu > 1", "max_over_time(cpu[10m]) > 1"]);

        Assert.Equal(2, _trips);
        Assert.All(Selections(["cpu > 1", "max_over_time(cpu[10m]) > 1"]), selection => Assert.NotNull(turn.Find(selection)));
    }

    [Theory]
    [InlineData("max_over_time(cpu[1d]) > 1")]
    [InlineData("max_over_time(cpu[1d]) > 1", "min_over_time(disk[1d]) > 1")]
    public async Task Leave_to_the_rules_spans_that_roll_ups_may_answer(params string[] rules)
    {
        await FillAsync();

        var turn = await ReadAsync(rules);

        Assert.Equal(0, _trips);
        Assert.All(Selections(rules), selection => Assert.Null(turn.Find(selection)));
    }

    [Fact]
    public async Task Leave_it_to_each_rule_to_tell_that_the_history_does_not_answer()
    {
        var old = _road.NowMs - 3 * 3_600_000;
        await _road.AcceptAsync(CpuA, new Sample(old, 1));
        await _road.AcceptAsync(Disk, new Sample(old, 1));
        _road.History.IsUnreadable = true;
        string[] rules = ["cpu offset 3h > 1", "disk offset 3h > 1"];

        var turn = await ReadAsync(rules);

        Assert.All(Selections(rules), selection => Assert.Null(turn.Find(selection)));
    }

    [Fact]
    public async Task Leave_it_to_a_rule_to_tell_that_it_cannot_be_asked()
    {
        await FillAsync();
        var rules = new RuleQuery(_road.Reader, Options.Create(new RuleOptions()), Options.Create(new QueryOptions()), NullLogger<RuleQuery>.Instance);
        var endless = RuleExpression.Parse("max_over_time(cpu[100y:1s]) > 1");

        var others = new[] { RuleExpression.Parse("cpu > 1"), RuleExpression.Parse("disk > 1") };

        var turn = await rules.ReadTogetherAsync([(endless, _road.Clock.GetUtcNow()), .. others.Select(expression => (expression, _road.Clock.GetUtcNow()))], Token);

        Assert.Equal(1, _trips);
        Assert.Equal(3, turn.CountOf(others));
        await Assert.ThrowsAsync<PromEvaluationException>(() => rules.AskAsync(endless, _road.Clock.GetUtcNow(), turn, Token));
        Assert.Single((await rules.AskAsync(RuleExpression.Parse("disk > 1"), _road.Clock.GetUtcNow(), turn, Token)).Result);
    }

    [Theory]
    [InlineData("cpu > 1", true)]
    [InlineData("made > 1", false)]
    [InlineData("cpu + made > 1", false)]
    [InlineData("{__name__=~'m.*'} > 1", false)]
    [InlineData("{instance='a'} > 1", false)]
    [InlineData("ALERTS{alertname='B'} > 0", false)]
    [InlineData("{__name__=~'c.*', __name__!='made'} > 1", true)]
    public void Are_read_before_the_turn_only_of_series_that_no_rule_of_the_group_writes(string expression, bool isReadBefore)
    {
        var group = RuleFileParser.Parse("a.yml", $"""
            groups:
              - name: g
                rules:
                  - record: made
                    expr: cpu
                  - alert: A
                    expr: "{expression}"
            """).Groups.Single();

        var run = new GroupRun(group, new RuleOptions(), new Dictionary<string, RuleSamples>());

        Assert.Equal(isReadBefore, run.Asked(Turn.Extra, _road.Clock.GetUtcNow()).Any());
    }

    public void Dispose() => _road.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEnumerable<SeriesSelection> Selections(string[] rules) => rules.SelectMany(rule =>
    {
        var query = _queries.TryGetValue(rule, out var known) ? known : _queries[rule] = PromQuery.Parse(rule);
        return query.Selections(_road.NowMs, _road.NowMs, TimeSpan.Zero);
    });

    private Task<TurnSamples> ReadAsync(string[] rules) => TurnSamples.ReadAsync(Selections(rules), _road.Reader, Token);

    private async Task FillAsync()
    {
        foreach (var series in new[] { CpuB, Disk, CpuA })
        {
            await _road.AcceptAsync(series, new Sample(_road.NowMs - 400_000, 1), new Sample(_road.NowMs - 2_000, 2), new Sample(_road.NowMs, 3));
        }

        await _road.Commit.CommitAsync(Token);
        await _road.AcceptAsync(CpuA, new Sample(_road.NowMs - 1_000, 4));
    }

    private static string Text(SeriesSamples series) => $"{series.Labels} {string.Join(' ', series.TimestampsMs.ToArray().Zip(series.Values.ToArray()))}";
}
