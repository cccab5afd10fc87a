using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One place where a resource listens.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private readonly TaskCompletionSource<AllocatedEndpoint> _allocated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Describes the endpoint; without a name it is called by its scheme.</summary>
    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? (protocol == ProtocolType.Udp ? "udp" : "tcp");
        Transport = transport ?? (UriScheme is "http" or "https" ? "http" : UriScheme);
        Name = name ?? UriScheme;
        ResourceName.Validate(Name);
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied ?? true;
    }

    /// <summary>The name within the resource.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The scheme of the address: http, https, tcp.</summary>
    public string UriScheme { get; set; }

    /// <summary>The protocol spoken over the connection.</summary>
    public string Transport { get; set; }

    /// <summary>The address the process listens on: <c>localhost</c> or, for every interface, <c>0.0.0.0</c>.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>The port others use; a free one if not given.</summary>
    public int? Port { get; set; }

    /// <summary>The port the process itself listens on; without a proxy it is the same as <see cref="Port"/>.</summary>
    public int? TargetPort { get; set; }

    /// <summary>Whether the endpoint is meant for people and machines outside.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether DCP's proxy stands in front, so that the address stays while the process restarts.</summary>
    public bool IsProxied { get; set; }

    /// <summary>The address it got; null until it got one.</summary>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => _allocated.Task.IsCompletedSuccessfully ? _allocated.Task.Result : null;
        set => _allocated.TrySetResult(value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>The environment variable that tells the process its port.</summary>
    internal string? PortVariable { get; init; }

    internal Task<AllocatedEndpoint> WhenAllocatedAsync(CancellationToken cancellationToken) => _allocated.Task.WaitAsync(cancellationToken);
}

/// <summary>The address an endpoint got when the application started.</summary>
public class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
{
    /// <summary>The endpoint.</summary>
    public EndpointAnnotation Endpoint => endpoint;

    /// <summary>Host name or address to connect to.</summary>
    public string Address => address;

    /// <summary>The port to connect to.</summary>
    public int Port => port;

    /// <summary>DCP's template for the port the process must listen on, when that is another one.</summary>
    public string? TargetPortExpression => targetPortExpression;

    /// <summary>The scheme of the address.</summary>
    public string UriScheme => endpoint.UriScheme;

    /// <summary><c>host:port</c>.</summary>
    public string EndPointString => $"{address}:{port}";

    /// <summary><c>scheme://host:port</c>.</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";

    /// <inheritdoc/>
    public override string ToString() => UriString;
}
