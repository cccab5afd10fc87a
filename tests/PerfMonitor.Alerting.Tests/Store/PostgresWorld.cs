using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Silences;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Tests.Store;

/// <summary>The real stores.</summary>
internal sealed class PostgresWorld(NpgsqlDataSource source) : IWorld
{
    private readonly PostgresAlertStore _alerts = new(source, NullLogger<PostgresAlertStore>.Instance);
    private readonly PostgresNotificationQueue _notifications = new(source, NullLogger<PostgresNotificationQueue>.Instance);

    public Task<IAlertTransaction> BeginAsync(CancellationToken cancellationToken) => _alerts.BeginAsync(cancellationToken);

    public Task<DateTimeOffset?> NextDueAsync(RoutingTree tree, CancellationToken cancellationToken) => _alerts.NextDueAsync(tree, cancellationToken);

    public Task<IReadOnlyList<Claim>> ClaimAsync(string channel, int most, bool criticalOnly, DateTimeOffset now, TimeSpan lease, Guid[] underWay, CancellationToken cancellationToken) =>
        _notifications.ClaimAsync(channel, most, criticalOnly, now, lease, underWay, cancellationToken);

    public Task ForgetLossesAsync(string channel, CancellationToken cancellationToken) => _notifications.ForgetLossesAsync(channel, cancellationToken);

    public Task<Traffic> TrafficAsync(string channel, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken) => _notifications.TrafficAsync(channel, since, now, cancellationToken);

    public Task<DigestClaim?> ClaimDigestAsync(string channel, DateTimeOffset now, TimeSpan lease, Guid[] underWay, CancellationToken cancellationToken) =>
        _notifications.ClaimDigestAsync(channel, now, lease, underWay, cancellationToken);

    public Task<bool> RecordAsync(Claim claim, Settlement settlement, CancellationToken cancellationToken) => _notifications.RecordAsync(claim, settlement, cancellationToken);

    public async Task<DateTimeOffset?> NextAttemptAsync(DateTimeOffset now) => (await RowsAsync<DateTimeOffset?>(
        "SELECT CASE status WHEN 'pending' THEN next_attempt_at ELSE lease_until END FROM alerting.notifications WHERE status IN ('pending', 'sending') UNION SELECT paused_until FROM alerting.channel_failures")).Where(at => at > now).Min();

    public async Task AddAsync(Silence silence) => Assert.True(await new SilenceStore(source).AddAsync(silence, most: 10, silence.CreatedAt, replaces: null, default));

    public async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(string fingerprint)
    {
        var entries = new List<TimelineEntry>();
        foreach (var alert in await RowsAsync<long>($"SELECT id FROM alerting.alerts WHERE fingerprint = '{fingerprint}' ORDER BY id"))
        {
            entries.AddRange(await new AlertQueries(source).TimelineAsync(alert, default));
        }

        return entries;
    }

    public async Task<int> EpisodesAsync(string fingerprint) => (int)(await RowsAsync<long>($"SELECT count(*) FROM alerting.alerts WHERE fingerprint = '{fingerprint}'")).Single();

    public async Task<IReadOnlyList<string?>> DecisionsAsync() => await RowsAsync<string>("SELECT decision FROM alerting.group_channels");

    public async Task<IReadOnlyList<string>> RoutesInUseAsync() =>
        (await RowsAsync<string>("SELECT DISTINCT g.route FROM alerting.group_members m JOIN alerting.groups g ON g.id = m.group_id")).OfType<string>().ToList();

    private async Task<List<T?>> RowsAsync<T>(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAllAsync(row => row.Optional<T>(0), default);
    }
}
