namespace Aspire.Hosting.ApplicationModel;

/// <summary>A change of a resource.</summary>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource => resource;

    /// <summary>The id of its running instance: name and a suffix that is new with every start of the application.</summary>
    public string ResourceId => resourceId;

    /// <summary>How it is now.</summary>
    public CustomResourceSnapshot Snapshot => snapshot;
}
