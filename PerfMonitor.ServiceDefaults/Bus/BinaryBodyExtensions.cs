using MassTransit;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Receiving messages with a <see cref="BinaryBody{T}"/>.</summary>
public static class BinaryBodyExtensions
{
    /// <summary>Makes an endpoint read binary bodies (and JSON, for what its errors need) instead of the default envelope.</summary>
    public static void UseBinaryBody<T>(this IReceiveEndpointConfigurator endpoint, BinaryBody<T> body)
        where T : class
    {
        endpoint.ClearSerialization();
        endpoint.AddDeserializer(body, isDefault: true);
        endpoint.UseRawJsonSerializer();
    }
}
