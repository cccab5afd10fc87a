using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Health;
using PerfMonitor.Hosting.Servers;

namespace Aspire.Hosting;

/// <summary>Adds Redis.</summary>
public static class RedisBuilderExtensions
{
    private const int DefaultPort = 6379;

    /// <summary>Adds a Redis server with a password of its own; a free port if none is given.</summary>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        var redis = new RedisResource(name, password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false));
        return builder.AddResource(redis)
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, name: RedisResource.PrimaryEndpointName, port: port, targetPort: DefaultPort))
            .WithAnnotation(new ContainerImageAnnotation { Registry = "docker.io", Image = "library/redis", Tag = "8.2" })
            .WithAnnotation(new ServerAnnotation(new RedisServer(redis)))
            .WithProbe($"{name}_check", new RedisProbe(redis))
            .WithArgs(context =>
            {
                context.Args.Add("--requirepass");
                context.Args.Add(redis.PasswordParameter!);
            });
    }

    /// <summary>Keeps the data in a volume; on a server of the machine the data is always kept.</summary>
    public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithAnnotation(new ContainerMountAnnotation(name ?? $"perfmonitor-{builder.Resource.Name}-data", "/data", ContainerMountType.Volume, isReadOnly));

    /// <summary>Writes the data to disk; on a server of the machine every write goes to the append-only file.</summary>
    public static IResourceBuilder<RedisResource> WithPersistence(this IResourceBuilder<RedisResource> builder, TimeSpan? interval = null, long keysChangedThreshold = 1) =>
        builder.WithArgs("--save", $"{(long)(interval ?? TimeSpan.FromSeconds(60)).TotalSeconds} {keysChangedThreshold}");
}
