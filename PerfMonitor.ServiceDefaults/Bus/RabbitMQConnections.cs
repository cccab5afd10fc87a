using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Connections to the broker without MassTransit, for bulk traffic that recovers in its own way.</summary>
public static class RabbitMQConnections
{
    /// <summary>A channel on which a publish completes when the broker has confirmed it.</summary>
    public static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    private static readonly TimeSpan AbortLimit = TimeSpan.FromSeconds(2);

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

    /// <summary>One connection at a time; <paramref name="notClosed"/> hears why one that was let go did not close.</summary>
    public static Redial<IConnection> Redialed(this IConnectionFactory factory, Action<string> notClosed, TimeProvider clock) =>
        new(factory.CreateConnectionAsync, static connection => connection.IsOpen, connection => _ = connection.LetGoAsync(notClosed), clock);

    /// <summary>Lets go of a connection whose broker may be gone. Nobody need wait: it ends within four seconds, whatever the client library does, and says why where it did not close.</summary>
    public static async Task LetGoAsync(this IConnection connection, Action<string> notClosed)
    {
        try
        {
            await Task.Run(() => connection.AbortAsync(Constants.ReplySuccess, "a new connection takes over", AbortLimit)).WaitAsync(2 * AbortLimit).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // Whatever the client library throws: nobody uses the connection any more.
            notClosed(failure.Message);
        }
    }
}
