using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Redis under Aspire's client-integration name.</summary>
public static class RedisDefaults
{
    /// <summary>
    /// Registers an <see cref="IConnectionMultiplexer"/> for the named connection string; it keeps trying when Redis is away
    /// and takes up its subscriptions again afterwards.
    /// </summary>
    public static WebApplicationBuilder AddRedisClient(this WebApplicationBuilder builder, string connectionName)
    {
        builder.Services.AddSingleton<IConnectionMultiplexer>(services =>
        {
            var options = ConfigurationOptions.Parse(ConnectionStrings.Require(services.GetRequiredService<IConfiguration>(), connectionName));
            options.AbortOnConnectFail = false;
            options.ReconnectRetryPolicy = new LinearRetry(500);
            options.ClientName = builder.Environment.ApplicationName;

            // Messages of one channel may then overtake each other; every message of ours says itself what is newest.
            var multiplexer = ConnectionMultiplexer.Connect(options);
            multiplexer.PreserveAsyncOrder = false;
            return multiplexer;
        });
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            "redis",
            services => new Probe(services.GetRequiredService<IConnectionMultiplexer>()),
            HealthStatus.Unhealthy,
            [HostDefaults.ReadyTag],
            timeout: TimeSpan.FromSeconds(5)));
        return builder;
    }

    private sealed class Probe(IConnectionMultiplexer redis) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                // The client's own calls know no time-out.
                await redis.GetDatabase().PingAsync().WaitAsync(TimeSpan.FromSeconds(3), cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (Exception failure) when (failure is RedisException or TimeoutException)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, $"Redis does not answer: {failure.Message}", failure);
            }
        }
    }
}
