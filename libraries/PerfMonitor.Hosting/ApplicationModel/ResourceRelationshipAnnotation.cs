namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says how a resource relates to another one: <c>Reference</c>, <c>WaitFor</c>, <c>Parent</c>.</summary>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource => resource;

    /// <summary>The kind of relation.</summary>
    public string Type => type;
}
