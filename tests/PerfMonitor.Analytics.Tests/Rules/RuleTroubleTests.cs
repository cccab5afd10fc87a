using PerfMonitor.Analytics.Tests.Store;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

/// <summary>What goes wrong with one rule stops no other, and what stops all of them is not passed over in silence.</summary>
public sealed class RuleTroubleTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>
{
    private static readonly LabelSet Temperature = LabelSet.Create("temperature");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_alert_whose_text_holds_a_NUL_fires_and_so_do_those_behind_it()
    {
        using var road = await HotAsync();
        await using var rules = await RunningRules.StartAsync(road, database.Source(), """
              - name: texts
                rules:
                  - alert: Poison
                    expr: label_replace(temperature > 30, "place", "a\x00b", "", "")
                    annotations: { summary: '{{ "\x00" }}' }
                  - alert: Behind
                    expr: temperature > 30

            """);

        await UntilAsync(road, async () => await CountAsync("SELECT count(*) FROM history.rule_state WHERE rule_key LIKE 'rules.yml;texts;%' AND state = 'firing'") == 2);
    }

    [Fact]
    public async Task A_rule_whose_alerts_the_database_refuses_says_so_and_those_behind_it_fire()
    {
        using var road = await HotAsync();
        await using var refusal = await RefuseAsync("22P05");
        await using var rules = await RunningRules.StartAsync(road, database.Source(), Rules("data"));

        await UntilAsync(road, async () => await CountAsync("SELECT count(*) FROM history.rule_state WHERE rule_key = 'rules.yml;data;Behind;'") == 1);

        Assert.Equal("its alerts cannot be stored: refused", rules.Board.ErrorOf("rules.yml;data;Refused;"));
        await UntilAsync(road, () => Task.FromResult(rules.Heartbeats > 0));
    }

    [Fact]
    public async Task No_heartbeat_goes_out_while_every_term_ends_before_the_rules_were_evaluated()
    {
        using var road = await HotAsync();
        await using var refusal = await RefuseAsync("53100");
        await using var rules = await RunningRules.StartAsync(road, database.Source(), Rules("disk"));

        for (var second = 0; second < 60; second++)
        {
            road.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, Cancelled);
        }

        Assert.Equal(0, rules.Heartbeats);
    }

    [Fact]
    public async Task Time_in_which_nobody_evaluated_does_not_count_towards_for()
    {
        using var road = await HotAsync();
        await using (await RunningRules.StartAsync(road, database.Source(), Waiting))
        {
            await UntilAsync(road, async () => await StateAsync() == "pending");
        }

        road.Clock.Advance(TimeSpan.FromHours(1));
        await road.AcceptAsync(Temperature, new Sample(road.NowMs, 40));
        var back = road.Clock.GetUtcNow();
        await using var rules = await RunningRules.StartAsync(road, database.Source(), Waiting);
        await UntilAsync(road, async () => await StateAsync() == "firing");

        Assert.InRange(road.Clock.GetUtcNow() - back, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task What_is_recorded_stands_at_the_moment_that_was_asked_about()
    {
        using var road = await HotAsync();
        var copy = LabelSet.Create("copy");
        var alerts = LabelSet.Create("ALERTS", new Label("alertname", "Late"), new Label("alertstate", "firing"));
        await using var rules = await RunningRules.StartAsync(road, database.Source(), """
              - name: late
                query_offset: 1m
                rules:
                  - record: copy
                    expr: temperature
                  - alert: Late
                    expr: temperature > 30

            """);
        await UntilAsync(road, async () => (await road.ReadAsync(copy)).Count > 2 && (await road.ReadAsync(alerts)).Count > 2);

        var latest = road.NowMs - 60_000;
        Assert.All([.. await road.ReadAsync(copy), .. await road.ReadAsync(alerts)], sample => Assert.InRange(sample.TimestampMs, latest - 60_000, latest));
    }

    [Fact]
    public async Task An_alert_fires_when_its_time_has_run_and_not_when_the_loop_looks_again()
    {
        using var road = await HotAsync();
        await using var rules = await RunningRules.StartAsync(road, database.Source(), """
              - name: soon
                rules:
                  - alert: Soon
                    expr: temperature > 30
                    for: 1300ms

            """);
        Task<long> CountAsync(string state) => this.CountAsync($"SELECT count(*) FROM history.rule_state WHERE rule_key = 'rules.yml;soon;Soon;' AND state = '{state}'");
        for (var step = 0; step < 100 && await CountAsync("pending") == 0; step++)
        {
            await PassAsync(250);
        }

        // Past the turns in which its own series are new and wake the loop, to a moment that lies before the next regular turn.
        foreach (var milliseconds in (int[])[250, 250, 250, 250, 250, 50])
        {
            await PassAsync(milliseconds);
        }

        for (var wait = 0; wait < 100 && await CountAsync("firing") == 0; wait++)
        {
            await Task.Delay(50, Cancelled);
        }

        Assert.Equal(1, await CountAsync("firing"));

        async Task PassAsync(int milliseconds)
        {
            road.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
            await Task.Delay(400, Cancelled);
        }
    }

    private const string Waiting = """
          - name: waiting
            rules:
              - alert: Waiting
                expr: temperature > 30
                for: 1m

        """;

    private async Task<string?> StateAsync()
    {
        await using var command = database.Source().CreateCommand("SELECT state FROM history.rule_state WHERE rule_key = 'rules.yml;waiting;Waiting;'");
        return (string?)await command.ExecuteScalarAsync(Cancelled);
    }

    private static string Rules(string group) => $"""
          - name: {group}
            rules:
              - alert: Refused
                expr: temperature > 30
              - alert: Behind
                expr: temperature > 30

        """;

    private static async Task<Road> HotAsync()
    {
        var road = new Road();
        await road.AcceptAsync(Temperature, new Sample(road.NowMs, 40));
        return road;
    }

    /// <summary>Lets seconds pass until it has come to that.</summary>
    private static async Task UntilAsync(Road road, Func<Task<bool>> reached)
    {
        for (var second = 0; second < 200; second++)
        {
            if (await reached())
            {
                return;
            }

            road.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, Cancelled);
        }

        Assert.Fail("It did not come to that within 200 seconds of the test's clock.");
    }

    /// <summary>Lets the database refuse the alerts of the rule <c>Refused</c> until it is disposed of.</summary>
    private async Task<Refusal> RefuseAsync(string sqlState)
    {
        await ExecuteAsync($"""
            CREATE OR REPLACE FUNCTION history.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF new.rule_key LIKE '%;Refused;%' THEN RAISE EXCEPTION 'refused' USING ERRCODE = '{sqlState}'; END IF;
              RETURN new;
            END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON history.rule_state FOR EACH ROW EXECUTE FUNCTION history.refuse();
            """);
        return new Refusal(() => ExecuteAsync("DROP TRIGGER refuse ON history.rule_state"));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = database.Source().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = database.Source().CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancelled))!;
    }

    private sealed class Refusal(Func<Task> end) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await end();
    }
}
