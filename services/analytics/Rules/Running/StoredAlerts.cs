using Npgsql;

namespace PerfMonitor.Analytics.Rules;

/// <summary>The alerts of all rules as whoever evaluates them has stored them last.</summary>
internal interface IStoredAlerts
{
    /// <summary>Each with its rule's key.</summary>
    Task<IReadOnlyList<(string RuleKey, AlertInstance Alert)>> LoadAsync(CancellationToken cancellationToken);
}

/// <summary>Reads them from PostgreSQL.</summary>
internal sealed class StoredAlerts(NpgsqlDataSource source) : IStoredAlerts
{
    public async Task<IReadOnlyList<(string RuleKey, AlertInstance Alert)>> LoadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rules = await RuleStateStore.LoadAsync(connection, cancellationToken);
        return [.. rules.SelectMany(static rule => rule.Value.Values.Select(alert => (rule.Key, alert)))];
    }
}
