using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives the resource the connection string as <c>ConnectionStrings__name</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName ?? resource.Name}";
        return builder.RelatesTo(resource, "Reference").WithEnvironment(async context =>
        {
            var value = await resource.GetConnectionStringAsync(context.CancellationToken).ConfigureAwait(false);
            if (!string.IsNullOrEmpty(value))
            {
                context.EnvironmentVariables[variable] = value;
            }
            else if (!optional)
            {
                throw new DistributedApplicationException($"The connection string of resource '{resource.Name}', which '{builder.Resource.Name}' needs, is empty.");
            }
        });
    }

    /// <summary>Gives the resource the addresses of another one as <c>services__name__endpoint__0</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment =>
        builder.RelatesTo(source.Resource, "Reference").WithEnvironment(context =>
        {
            foreach (var endpoint in source.Resource.Annotations.OfType<EndpointAnnotation>())
            {
                context.AddServiceAddress(new EndpointReference(source.Resource, endpoint));
            }
        });

    /// <summary>Gives the resource the address of one endpoint as <c>services__name__endpoint__0</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment =>
        builder.RelatesTo(endpointReference.Resource, "Reference").WithEnvironment(context => context.AddServiceAddress(endpointReference));

    /// <summary>Says on the dashboard that the two belong together as parent and child.</summary>
    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent)
        where T : IResource => builder.RelatesTo(parent.Resource, "Parent");

    /// <summary>Starts the resource only when the other one runs and its health checks pass.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Waits(new WaitAnnotation(dependency.Resource, WaitType.WaitUntilHealthy));

    /// <summary>Starts the resource only when the other one runs and its health checks pass.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport => builder.Waits(new WaitAnnotation(dependency.Resource, WaitType.WaitUntilHealthy) { WaitBehavior = waitBehavior });

    /// <summary>Starts the resource only when the other one runs.</summary>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Waits(new WaitAnnotation(dependency.Resource, WaitType.WaitUntilStarted));

    /// <summary>Starts the resource only when the other one has ended with the exit code.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Waits(new WaitAnnotation(dependency.Resource, WaitType.WaitForCompletion, exitCode));

    internal static IResourceBuilder<T> RelatesTo<T>(this IResourceBuilder<T> builder, IResource other, string type)
        where T : IResource => builder.WithAnnotation(new ResourceRelationshipAnnotation(other, type));

    private static IResourceBuilder<T> Waits<T>(this IResourceBuilder<T> builder, WaitAnnotation wait)
        where T : IResourceWithWaitSupport =>
        ReferenceEquals(builder.Resource, wait.Resource)
            ? throw new DistributedApplicationException($"The '{builder.Resource.Name}' resource cannot wait for itself.")
            : builder.RelatesTo(wait.Resource, "WaitFor").WithAnnotation(wait);

    private static void AddServiceAddress(this EnvironmentCallbackContext context, EndpointReference endpoint) =>
        context.EnvironmentVariables[$"services__{endpoint.Resource.Name}__{endpoint.EndpointName}__0"] = endpoint;
}
