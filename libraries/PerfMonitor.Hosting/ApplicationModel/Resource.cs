namespace Aspire.Hosting.ApplicationModel;

/// <summary>The usual base of a resource.</summary>
public abstract class Resource : IResource
{
    /// <summary>Creates the resource; a name that DCP or an environment variable could not carry is refused.</summary>
    protected Resource(string name)
    {
        ResourceName.Validate(name);
        Name = name;
    }

    /// <inheritdoc/>
    public virtual string Name { get; }

    /// <inheritdoc/>
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
