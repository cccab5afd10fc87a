namespace Aspire.Hosting.ApplicationModel;

/// <summary>Points at an endpoint by name, also before it has an address.</summary>
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName) : IExpressionValue, IValueWithReferences
{
    /// <summary>Points at a known endpoint.</summary>
    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint)
        : this(owner, endpoint.Name)
    {
    }

    /// <summary>The resource that listens.</summary>
    public IResourceWithEndpoints Resource => owner;

    /// <summary>The endpoint's name.</summary>
    public string EndpointName => endpointName;

    /// <summary>The endpoint itself; throws when the resource has none of that name.</summary>
    public EndpointAnnotation EndpointAnnotation => Find()
        ?? throw new InvalidOperationException($"Resource '{owner.Name}' has no endpoint named '{endpointName}'.");

    /// <summary>Whether the resource has an endpoint of that name.</summary>
    public bool Exists => Find() is not null;

    /// <summary>Whether it has its address.</summary>
    public bool IsAllocated => Find()?.AllocatedEndpoint is not null;

    /// <summary>Whether it speaks plain HTTP.</summary>
    public bool IsHttp => Scheme == "http";

    /// <summary>Whether it speaks HTTPS.</summary>
    public bool IsHttps => Scheme == "https";

    /// <summary>The scheme of the address.</summary>
    public string Scheme => EndpointAnnotation.UriScheme;

    /// <summary>The host to connect to.</summary>
    public string Host => Allocated.Address;

    /// <summary>The port to connect to.</summary>
    public int Port => Allocated.Port;

    /// <summary>The port the process itself was told to listen on, when it is fixed.</summary>
    public int? TargetPort => EndpointAnnotation.TargetPort;

    /// <summary>The whole address.</summary>
    public string Url => Allocated.UriString;

    string IManifestExpressionProvider.ValueExpression => Expression(EndpointProperty.Url);

    IEnumerable<object> IValueWithReferences.References => [owner];

    private AllocatedEndpoint Allocated => EndpointAnnotation.AllocatedEndpoint
        ?? throw new InvalidOperationException($"Endpoint '{endpointName}' of resource '{owner.Name}' has no address yet.");

    /// <summary>One part of the address.</summary>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <summary>The whole address; waits until it is known.</summary>
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        (await EndpointAnnotation.WhenAllocatedAsync(cancellationToken).ConfigureAwait(false)).UriString;

    internal string Expression(EndpointProperty property) =>
#pragma warning disable CA1308 // Manifest expressions are lower case.
        $"{{{owner.Name}.bindings.{endpointName}.{property.ToString().ToLowerInvariant()}}}";
#pragma warning restore CA1308

    private EndpointAnnotation? Find() => owner.Annotations.OfType<EndpointAnnotation>()
        .FirstOrDefault(endpoint => string.Equals(endpoint.Name, endpointName, StringComparison.OrdinalIgnoreCase));
}
