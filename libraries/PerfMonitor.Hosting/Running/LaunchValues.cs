using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PerfMonitor.Hosting.Running;

/// <summary>Puts together what a process is given: environment and arguments.</summary>
internal static class LaunchValues
{
    private static readonly DistributedApplicationExecutionContext Run = new(DistributedApplicationOperation.Run);

    public static IEnumerable<EndpointAnnotation> Endpoints(IResource resource) => resource.Annotations.OfType<EndpointAnnotation>();

    /// <summary>Telemetry, then ports, then what the model says, so that the model has the last word.</summary>
    public static async Task<Dictionary<string, string>> EnvironmentAsync(IResource resource, string instance, TelemetryTarget? telemetry, CancellationToken cancellationToken)
    {
        // Together the resource's id on the dashboard. A process is named without one too: it may send its figures elsewhere, where those of
        // processes without a name would be the same series.
        var environment = new Dictionary<string, string>(telemetry?.Environment ?? [])
        {
            ["OTEL_SERVICE_NAME"] = resource.Name,
            ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instance}",
        };
        foreach (var endpoint in Endpoints(resource).Where(endpoint => endpoint.PortVariable is not null))
        {
            environment[endpoint.PortVariable!] = ListenPort(endpoint);
        }

        if (resource is ProjectResource && Urls(resource) is { Length: > 0 } urls)
        {
            environment["ASPNETCORE_URLS"] = urls;
        }

        foreach (var (name, value) in await ModelEnvironmentAsync(resource, cancellationToken).ConfigureAwait(false))
        {
            environment[name] = value;
        }

        return environment;
    }

    /// <summary>The environment the model alone gives, as a container gets it.</summary>
    public static async Task<Dictionary<string, string>> ModelEnvironmentAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(Run, resource, cancellationToken: cancellationToken);
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        var values = new Dictionary<string, string>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            values[name] = await TextAsync(value, cancellationToken).ConfigureAwait(false);
        }

        return values;
    }

    public static async Task<IReadOnlyList<string>> ArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken);
        foreach (var callback in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        var values = new List<string>();
        foreach (var argument in context.Args)
        {
            values.Add(await TextAsync(argument, cancellationToken).ConfigureAwait(false));
        }

        return values;
    }

    private static string Urls(IResource resource) =>
        string.Join(';', Endpoints(resource).Where(endpoint => endpoint.UriScheme is "http" or "https").Select(endpoint => $"{endpoint.UriScheme}://{endpoint.TargetHost}:{ListenPort(endpoint)}"));

    private static string ListenPort(EndpointAnnotation endpoint)
    {
        var allocated = endpoint.AllocatedEndpoint ?? throw new InvalidOperationException($"Endpoint '{endpoint.Name}' has no address yet.");
        return allocated.TargetPortExpression ?? allocated.Port.ToString(CultureInfo.InvariantCulture);
    }

    private static async ValueTask<string> TextAsync(object value, CancellationToken cancellationToken) => value switch
    {
        IValueProvider provider => await provider.GetValueAsync(cancellationToken).ConfigureAwait(false) ?? "",
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => await provider.GetValueAsync(cancellationToken).ConfigureAwait(false) ?? "",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
