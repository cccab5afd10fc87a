using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace PerfMonitor.Hosting.Servers;

/// <summary>Decides where every server comes from: configuration, then the machine, then a container engine.</summary>
internal static class ServerPlanning
{
    /// <summary>Plans all servers; one that cannot be had ends the start with one sentence for all of them.</summary>
    public static async Task<IReadOnlyDictionary<IResource, ServerPlan>> PlanAsync(
        IEnumerable<IResource> resources, IConfiguration configuration, Machine machine, CancellationToken cancellationToken)
    {
        var servers = resources.OfType<ContainerResource>().ToArray();
        var plans = new Dictionary<IResource, ServerPlan>();
        var engine = new Lazy<Task<string?>>(() => ContainerEngine.FindAsync(machine, cancellationToken));
        foreach (var server in servers)
        {
            plans[server] = Decide(server, configuration, machine, null) is var first && first is not ServerPlan.Missing
                ? first
                : Decide(server, configuration, machine, await engine.Value.ConfigureAwait(false));
        }

        var missing = plans.Values.OfType<ServerPlan.Missing>().ToArray();
        return missing.Length == 0 ? plans : throw new DistributedApplicationException(string.Join(Environment.NewLine, missing.Select(plan => plan.Reason)));
    }

    /// <summary>The decision for one server, given the container engine that answers, if any.</summary>
    public static ServerPlan Decide(ContainerResource resource, IConfiguration configuration, Machine machine, string? engine)
    {
        if (Configured(resource, configuration) is { } connectionString)
        {
            return new ServerPlan.Configured(connectionString);
        }

        var server = resource.Annotations.OfType<ServerAnnotation>().LastOrDefault()?.Server;
        if (server?.Find(machine) is { } programs)
        {
            return new ServerPlan.Native(server, programs);
        }

        return engine is not null ? new ServerPlan.Container(engine)
            : server is null ? new ServerPlan.Missing($"Resource '{resource.Name}' is a container, and neither docker nor podman answers: start a container engine.")
            : new ServerPlan.Missing(
                $"There is no {server.Product} for resource '{resource.Name}': set ConnectionStrings__{resource.Name} to one that runs, or install it (Debian: apt-get install {server.DebianPackage}), or start a container engine (docker or podman).");
    }

    // A PostgreSQL server need not be there when all of its databases are configured one by one.
    private static string? Configured(ContainerResource resource, IConfiguration configuration)
    {
        string? Of(string name) => configuration[$"ConnectionStrings:{name}"] is { Length: > 0 } value ? value : null;
        return Of(resource.Name)
            ?? (resource is PostgresServerResource { Databases.Count: > 0 } server && server.Databases.Keys.All(name => Of(name) is not null) ? Of(server.Databases.Keys.First()) : null);
    }
}
