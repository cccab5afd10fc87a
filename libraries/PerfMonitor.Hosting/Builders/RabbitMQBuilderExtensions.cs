using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Health;
using PerfMonitor.Hosting.Servers;

namespace Aspire.Hosting;

/// <summary>Adds RabbitMQ.</summary>
public static class RabbitMQBuilderExtensions
{
    private const int DefaultPort = 5672;

    /// <summary>Adds a broker with a password of its own; a free port if none is given.</summary>
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var broker = new RabbitMQServerResource(
            name,
            userName?.Resource,
            password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false));
        return builder.AddResource(broker)
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, name: RabbitMQServerResource.PrimaryEndpointName, port: port, targetPort: DefaultPort))
            .WithAnnotation(new ContainerImageAnnotation { Registry = "docker.io", Image = "library/rabbitmq", Tag = "4.2" })
            .WithAnnotation(new ServerAnnotation(new RabbitMQServer(broker)))
            .WithProbe($"{name}_check", new AmqpProbe(broker))
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["RABBITMQ_DEFAULT_USER"] = broker.UserNameReference;
                context.EnvironmentVariables["RABBITMQ_DEFAULT_PASS"] = broker.PasswordParameter;
            });
    }

    /// <summary>Keeps the data in a volume; on a server of the machine the data is always kept.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithAnnotation(new ContainerMountAnnotation(name ?? $"perfmonitor-{builder.Resource.Name}-data", "/var/lib/rabbitmq", ContainerMountType.Volume, isReadOnly));
}
