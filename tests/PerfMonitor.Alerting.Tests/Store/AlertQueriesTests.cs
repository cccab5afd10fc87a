using Npgsql;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Tests.Store;

public sealed class AlertQueriesTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("critical")]
    [InlineData("resolved")]
    public async Task Read_a_page_of_the_list_along_an_index_however_many_episodes_are_kept(string? after)
    {
        var (_, source) = database.EmptyWithSource();
        await FillAsync(source);
        var filter = AlertFilter.Since(DateTimeOffset.UnixEpoch, 50) with
        {
            After = after switch
            {
                "critical" => new AlertPlace(IsResolved: false, Rank: 1, Samples.Noon.AddSeconds(-19_000), 19_000),
                "resolved" => new AlertPlace(IsResolved: true, Rank: 0, Samples.Noon.AddSeconds(-10_000), 10_000),
                _ => null,
            },
        };

        var page = await new AlertQueries(source).ListAsync(filter, Token);
        var plan = await PlanAsync(source, filter);

        Assert.Equal(50, page.Count);
        Assert.Equal(page.OrderBy(alert => !alert.IsOpen).ThenByDescending(alert => alert.IsOpen ? alert.Severity : 0).ThenByDescending(alert => alert.StartsAt).Select(alert => alert.Id), page.Select(alert => alert.Id));
        Assert.Contains("alerts_by_start", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_how_a_story_began_however_long_it_is()
    {
        var (_, source) = database.EmptyWithSource();
        await FillAsync(source);
        await using (var tell = source.CreateCommand("INSERT INTO alerting.timeline (alert_id, at, kind, text) SELECT 1, $1 + i * interval '1 min', 'DeliveryFailed', i::text FROM generate_series(1, 2000) i").With(Samples.Noon))
        {
            await tell.ExecuteNonQueryAsync(Token);
        }

        var story = await new AlertQueries(source).TimelineAsync(1, Token);

        Assert.Equal([.. Enumerable.Range(1, 50), .. Enumerable.Range(1551, 450)], story.Select(entry => int.Parse(entry.Text, System.Globalization.CultureInfo.InvariantCulture)));
    }

    // 20,000 episodes, one a second; every hundredth is open.
    private static async Task FillAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            INSERT INTO alerting.alerts (fired_event_id, fingerprint, name, rule_group, severity, labels, annotations, expression, value, state, active_since, starts_at, ends_at, end_reason, sample_at, received_at, version)
            SELECT gen_random_uuid(), 'f' || i, 'A', 'g', (ARRAY['critical', 'warning', 'info'])[1 + i % 3], '{}', '{}', '', 1, CASE i % 100 WHEN 0 THEN 'firing' ELSE 'resolved' END,
              $1, $1 - i * interval '1 s', CASE i % 100 WHEN 0 THEN NULL ELSE $1 END, 'over', $1, $1, i
            FROM generate_series(1, 20000) i;
            """).With(Samples.Noon);
        await command.ExecuteNonQueryAsync(Token);
        await using var analyze = source.CreateCommand("ANALYZE alerting.alerts");
        await analyze.ExecuteNonQueryAsync(Token);
    }

    private static async Task<string> PlanAsync(NpgsqlDataSource source, AlertFilter filter)
    {
        await using var command = source.CreateCommand($"EXPLAIN {AlertQueries.List}").With(AlertQueries.Values(filter));
        await using var reader = await command.ExecuteReaderAsync(Token);
        return string.Join('\n', await reader.ReadAllAsync(static row => row.GetString(0), Token));
    }
}
