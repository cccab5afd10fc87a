using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Brings a service's own PostgreSQL schema up to date before anything of the service starts.</summary>
public static class SchemaMigration
{
    /// <summary>
    /// Applies the calling assembly's embedded <c>Schema/NNN_*.sql</c> files that this database has not seen, in order, each in
    /// its own transaction, with the schema first on the search path. Instances that start together take turns by an advisory lock.
    /// </summary>
    public static WebApplicationBuilder AddSchema(this WebApplicationBuilder builder, string schema)
    {
        var assembly = Assembly.GetCallingAssembly();

        // First in line, so that its StartingAsync is over before any other hosted service begins.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(services => new SchemaMigrator(
            schema,
            SchemaScripts.EmbeddedIn(assembly),
            services.GetRequiredService<NpgsqlDataSource>(),
            services.GetRequiredService<ILogger<SchemaMigrator>>())));
        return builder;
    }
}
