using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The parts of an endpoint's address.</summary>
public enum EndpointProperty
{
    /// <summary><c>scheme://host:port</c>.</summary>
    Url = 0,

    /// <summary>The host.</summary>
    Host = 1,

    /// <summary>The host as an IPv4 address.</summary>
    IPV4Host = 2,

    /// <summary>The port others use.</summary>
    Port = 3,

    /// <summary>The scheme.</summary>
    Scheme = 4,

    /// <summary>The port the process listens on.</summary>
    TargetPort = 5,

    /// <summary><c>host:port</c>.</summary>
    HostAndPort = 6,
}

/// <summary>One part of an endpoint's address as a value.</summary>
public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property) : IExpressionValue, IValueWithReferences
{
    /// <summary>The endpoint.</summary>
    public EndpointReference Endpoint => endpointReference;

    /// <summary>Which part.</summary>
    public EndpointProperty Property => property;

    /// <inheritdoc/>
    public string ValueExpression => endpointReference.Expression(property);

    IEnumerable<object> IValueWithReferences.References => [endpointReference];

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var allocated = await endpointReference.EndpointAnnotation.WhenAllocatedAsync(cancellationToken).ConfigureAwait(false);
        return property switch
        {
            EndpointProperty.Host => allocated.Address,
            EndpointProperty.IPV4Host => allocated.Address == "localhost" ? "127.0.0.1" : allocated.Address,
            EndpointProperty.Port => allocated.Port.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.Scheme => allocated.UriScheme,
            EndpointProperty.TargetPort => allocated.TargetPortExpression ?? allocated.Port.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.HostAndPort => allocated.EndPointString,
            _ => allocated.UriString,
        };
    }
}
