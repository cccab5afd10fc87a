using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resources of an application.</summary>
public interface IResourceCollection : IList<IResource>
{
    /// <summary>Finds a resource by its name, without regard to case.</summary>
    bool TryGetByName(string name, [NotNullWhen(true)] out IResource? resource);
}

internal sealed class ResourceCollection : Collection<IResource>, IResourceCollection
{
    public bool TryGetByName(string name, [NotNullWhen(true)] out IResource? resource)
    {
        resource = this.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase));
        return resource is not null;
    }

    protected override void InsertItem(int index, IResource item)
    {
        if (TryGetByName(item.Name, out var taken))
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{item.GetType().Name}' with name '{item.Name}' because resource of type '{taken.GetType().Name}' with that name already exists. Resource names are case-insensitive.");
        }

        base.InsertItem(index, item);
    }
}

/// <summary>The finished model, as services of the host see it.</summary>
public class DistributedApplicationModel(IResourceCollection resources)
{
    /// <summary>All resources.</summary>
    public IResourceCollection Resources => resources;
}
