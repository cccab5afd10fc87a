namespace Aspire.Hosting.ApplicationModel;

/// <summary>A link shown for a resource on the dashboard and in the banner.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The address; a path alone is taken relative to the endpoint.</summary>
    public required string Url { get; set; }

    /// <summary>The text shown instead of the address.</summary>
    public string? DisplayText { get; set; }

    /// <summary>Where on the dashboard it is shown.</summary>
    public UrlDisplayLocation DisplayLocation { get; set; } = UrlDisplayLocation.SummaryAndDetails;

    /// <summary>The endpoint it leads to.</summary>
    public EndpointReference? Endpoint { get; init; }
}

/// <summary>Where on the dashboard a link is shown.</summary>
public enum UrlDisplayLocation
{
    /// <summary>In the table and in the details.</summary>
    SummaryAndDetails = 0,

    /// <summary>In the details only.</summary>
    DetailsOnly = 1,
}

/// <summary>Changes the link of one endpoint once its address is known.</summary>
internal sealed record EndpointUrlCallbackAnnotation(string EndpointName, Action<ResourceUrlAnnotation> Callback) : IResourceAnnotation;
