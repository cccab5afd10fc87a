using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A connection string that is known without starting anything.</summary>
public sealed class ConnectionStringResource(string name, ReferenceExpression connectionStringExpression)
    : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression => connectionStringExpression;
}
