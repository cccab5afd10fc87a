using Npgsql;

namespace PerfMonitor.Alerting.Store;

/// <summary>Tells a database that is away for a moment from one that says no.</summary>
internal static class TransientFaults
{
    /// <summary>Whether the same work may succeed in a moment: the server restarts, the connection broke, two transactions got in each other's way.</summary>
    public static bool IsTransient(Exception exception) => exception is NpgsqlException { IsTransient: true } or TimeoutException;
}
