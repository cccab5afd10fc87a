using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;

namespace PerfMonitor.ServiceDefaults;

/// <summary>PostgreSQL under Aspire's client-integration name, with a health check, traces and metrics.</summary>
public static class NpgsqlDefaults
{
    /// <summary>
    /// Registers an <see cref="NpgsqlDataSource"/> for the named connection string. <paramref name="resets"/> is whether a session is set back before each
    /// use, which costs a statement each time and PostgreSQL all it has cached; needed by who may leave locks, settings or listening behind in one.
    /// </summary>
    public static WebApplicationBuilder AddNpgsqlDataSource(this WebApplicationBuilder builder, string connectionName, bool resets = true)
    {
        builder.Services.AddSingleton(services => Build(builder, services, connectionName, connection => connection.NoResetOnClose = !resets));
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            "postgresql",
            services => new Probe(services.GetRequiredService<NpgsqlDataSource>()),
            HealthStatus.Unhealthy,
            [HostDefaults.ReadyTag],
            timeout: TimeSpan.FromSeconds(5)));
        return builder;
    }

    /// <summary>
    /// Registers another <see cref="NpgsqlDataSource"/> for the named connection string, under a key, for prepared statements that read by an index and
    /// leave nothing behind in their session. A connection plans each of them once: planned anew at every execution, as PostgreSQL else does where tables
    /// have many partitions, a small read costs three times as much. For the same reason nothing is undone between two uses, and nothing compiled.
    /// </summary>
    public static WebApplicationBuilder AddNpgsqlReads(this WebApplicationBuilder builder, string connectionName, string key)
    {
        builder.Services.AddKeyedSingleton(key, (services, _) => Build(builder, services, connectionName, static connection =>
        {
            connection.NoResetOnClose = true;

            // A plan that was made while a table was empty must serve when it is not.
            connection.Options = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off";
        }));
        return builder;
    }

    private static NpgsqlDataSource Build(WebApplicationBuilder builder, IServiceProvider services, string connectionName, Action<NpgsqlConnectionStringBuilder> configure)
    {
        var source = new NpgsqlDataSourceBuilder(ConnectionStrings.Require(services.GetRequiredService<IConfiguration>(), connectionName));
        source.ConnectionStringBuilder.ApplicationName = builder.Environment.ApplicationName;

        // History comes in megabytes; the usual 8 KB would cost a call to the kernel for each dozen rows.
        source.ConnectionStringBuilder.ReadBufferSize = 64 * 1024;
        source.ConnectionStringBuilder.WriteBufferSize = 64 * 1024;
        configure(source.ConnectionStringBuilder);
        source.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>());
        return source.Build();
    }

    private sealed class Probe(NpgsqlDataSource source) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            using var quiet = SuppressInstrumentationScope.Begin();
            try
            {
                await using var command = source.CreateCommand("SELECT 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (NpgsqlException failure)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, $"PostgreSQL does not answer: {failure.Message}", failure);
            }
        }
    }
}
