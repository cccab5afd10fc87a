using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Connections to the broker without MassTransit, for bulk traffic that recovers in its own way.</summary>
public static class RabbitMQConnections
{
    /// <summary>Registers an <see cref="IConnectionFactory"/> for a connection string. Its connections do not repair themselves: whoever opened one opens the next.</summary>
    public static WebApplicationBuilder AddRabbitMQConnectionFactory(this WebApplicationBuilder builder, string connectionName)
    {
        builder.Services.AddSingleton<IConnectionFactory>(services => new ConnectionFactory
        {
            Uri = new Uri(ConnectionStrings.Require(services.GetRequiredService<IConfiguration>(), connectionName)),
            ClientProvidedName = builder.Environment.ApplicationName,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(10),
        });
        return builder;
    }
}
