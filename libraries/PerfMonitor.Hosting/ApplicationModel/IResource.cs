using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One node of the app model: a process, a server, a database, a parameter.</summary>
public interface IResource
{
    /// <summary>The name shown on the dashboard and used in settings, unique without regard to case.</summary>
    string Name { get; }

    /// <summary>Everything the builder methods said about the resource.</summary>
    ResourceAnnotationCollection Annotations { get; }
}

/// <summary>Marks a fact attached to a resource.</summary>
public interface IResourceAnnotation;

/// <summary>The facts attached to one resource, in the order they were said.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;

/// <summary>A resource that takes environment variables.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>A resource that takes command-line arguments.</summary>
public interface IResourceWithArgs : IResource;

/// <summary>A resource that listens somewhere.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>A resource whose start can wait for others.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>A resource that belongs to another one, as a database belongs to its server.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The resource this one lives in.</summary>
    IResource Parent { get; }
}

/// <summary>A resource that belongs to another one of a known type.</summary>
public interface IResourceWithParent<out T> : IResourceWithParent
    where T : IResource
{
    /// <summary>The resource this one lives in.</summary>
    new T Parent { get; }

    IResource IResourceWithParent.Parent => Parent;
}
