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
    /// <summary>Registers an <see cref="NpgsqlDataSource"/> for the named connection string.</summary>
    public static WebApplicationBuilder AddNpgsqlDataSource(this WebApplicationBuilder builder, string connectionName)
    {
        builder.Services.AddSingleton(services =>
        {
            var source = new NpgsqlDataSourceBuilder(ConnectionStrings.Require(services.GetRequiredService<IConfiguration>(), connectionName));
            source.ConnectionStringBuilder.ApplicationName = builder.Environment.ApplicationName;

            // History comes in megabytes; the usual 8 KB would cost a call to the kernel for each dozen rows.
            source.ConnectionStringBuilder.ReadBufferSize = 64 * 1024;
            source.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>());
            return source.Build();
        });
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            "postgresql",
            services => new Probe(services.GetRequiredService<NpgsqlDataSource>()),
            HealthStatus.Unhealthy,
            [HostDefaults.ReadyTag],
            timeout: TimeSpan.FromSeconds(5)));
        return builder;
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
