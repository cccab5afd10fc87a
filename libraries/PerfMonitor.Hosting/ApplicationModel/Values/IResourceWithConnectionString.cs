namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that others reach by a connection string.</summary>
public interface IResourceWithConnectionString : IResource, IExpressionValue, IValueWithReferences
{
    /// <summary>How the connection string is put together.</summary>
    ReferenceExpression ConnectionStringExpression { get; }

    /// <summary>The environment variable that carries it, if not <c>ConnectionStrings__name</c>.</summary>
    string? ConnectionStringEnvironmentVariable => null;

    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";

    IEnumerable<object> IValueWithReferences.References => [ConnectionStringExpression];

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => GetConnectionStringAsync(cancellationToken);

    /// <summary>The connection string; waits until address and password are known.</summary>
    ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        Annotations.OfType<ConnectionStringRedirectAnnotation>().LastOrDefault() is { } redirect
            ? redirect.Resource.GetConnectionStringAsync(cancellationToken)
            : ConnectionStringExpression.GetValueAsync(cancellationToken);
}

/// <summary>Says that the connection string is another resource's.</summary>
public class ConnectionStringRedirectAnnotation(IResourceWithConnectionString resource) : IResourceAnnotation
{
    /// <summary>The resource that is really connected to.</summary>
    public IResourceWithConnectionString Resource => resource;
}
