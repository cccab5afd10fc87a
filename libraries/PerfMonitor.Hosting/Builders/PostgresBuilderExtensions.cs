using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Health;
using PerfMonitor.Hosting.Servers;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL.</summary>
public static class PostgresBuilderExtensions
{
    private const int DefaultPort = 5432;

    /// <summary>Adds a PostgreSQL server with a password of its own; a free port if none is given.</summary>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var server = new PostgresServerResource(
            name,
            userName?.Resource,
            password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false));
        return builder.AddResource(server)
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, name: PostgresServerResource.PrimaryEndpointName, port: port, targetPort: DefaultPort))
            .WithAnnotation(new ContainerImageAnnotation { Registry = "docker.io", Image = "library/postgres", Tag = "17.6" })
            .WithAnnotation(new ServerAnnotation(new PostgresServer(server)))
            .WithProbe($"{name}_check", new PostgresProbe(server))
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["POSTGRES_USER"] = server.UserNameReference;
                context.EnvironmentVariables["POSTGRES_PASSWORD"] = server.PasswordParameter;
                context.EnvironmentVariables["POSTGRES_HOST_AUTH_METHOD"] = "scram-sha-256";
                context.EnvironmentVariables["POSTGRES_INITDB_ARGS"] = "--auth-host=scram-sha-256 --auth-local=scram-sha-256";
            });
    }

    /// <summary>Adds a database to the server; its resource is healthy once the database can be used.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.AddDatabase(name, database.DatabaseName);
        return builder.ApplicationBuilder.AddResource(database)
            .RelatesTo(builder.Resource, "Parent")
            .WithProbe($"{name}_check", new PostgresProbe(database));
    }

    /// <summary>Keeps the data in a volume; on a server of the machine the data is always kept.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithAnnotation(new ContainerMountAnnotation(name ?? $"perfmonitor-{builder.Resource.Name}-data", "/var/lib/postgresql/data", ContainerMountType.Volume, isReadOnly));
}
