namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource under construction; the extension methods return it so that calls chain.</summary>
public interface IResourceBuilder<out T>
    where T : IResource
{
    /// <summary>The resource being built.</summary>
    T Resource { get; }

    /// <summary>The application the resource belongs to.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    /// <summary>Attaches a fact to the resource.</summary>
    IResourceBuilder<T> WithAnnotation<TAnnotation>(TAnnotation annotation, ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where TAnnotation : IResourceAnnotation;
}

/// <summary>What happens to annotations of the same type when one is added.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>They stay.</summary>
    Append = 0,

    /// <summary>They go.</summary>
    Replace = 1,
}

internal sealed class ResourceBuilder<T>(IDistributedApplicationBuilder application, T resource) : IResourceBuilder<T>
    where T : IResource
{
    public T Resource => resource;

    public IDistributedApplicationBuilder ApplicationBuilder => application;

    public IResourceBuilder<T> WithAnnotation<TAnnotation>(TAnnotation annotation, ResourceAnnotationMutationBehavior behavior)
        where TAnnotation : IResourceAnnotation
    {
        if (behavior == ResourceAnnotationMutationBehavior.Replace)
        {
            foreach (var old in resource.Annotations.OfType<TAnnotation>().ToArray())
            {
                resource.Annotations.Remove(old);
            }
        }

        resource.Annotations.Add(annotation);
        return this;
    }
}
