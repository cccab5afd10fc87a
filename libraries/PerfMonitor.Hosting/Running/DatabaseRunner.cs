using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Npgsql;
using PerfMonitor.Hosting.Servers;

namespace PerfMonitor.Hosting.Running;

/// <summary>Creates a database once its server answers; from then on the database is as healthy as a query in it.</summary>
internal sealed class DatabaseRunner(PostgresDatabaseResource database, string id, RunContext context) : ResourceRunner(database, id, context)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        SetState(KnownResourceStates.Waiting);
        await Context.Notifications.WaitForResourceHealthyAsync(database.Parent.Name, cancellationToken).ConfigureAwait(false);
        SetState(KnownResourceStates.Starting);
        for (var told = false; !await TryEnsureAsync(told, cancellationToken).ConfigureAwait(false); told = true)
        {
            await Task.Delay(Retry, Context.Time, cancellationToken).ConfigureAwait(false);
        }

        SetState(KnownResourceStates.Running);
    }

    protected override CustomResourceSnapshot Describe(CustomResourceSnapshot snapshot) => snapshot with
    {
        ResourceType = "PostgreSQL database",
        Properties = [new("resource.source", database.DatabaseName)],
    };

    private async Task<bool> TryEnsureAsync(bool told, CancellationToken cancellationToken)
    {
        try
        {
            var server = await ((IResourceWithConnectionString)database.Parent).GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
            await PostgresDatabase.EnsureAsync(server!, database.DatabaseName, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or IOException)
        {
            if (!told)
            {
                Context.Console.Warn($"Database '{database.DatabaseName}' of {database.Parent.Name} could not be created yet: {e.Message}");
            }

            return false;
        }
    }
}
