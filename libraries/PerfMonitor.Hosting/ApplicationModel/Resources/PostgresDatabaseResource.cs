namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database on a PostgreSQL server; it is created when the server has none of that name.</summary>
public class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource postgresParentResource)
    : Resource(name), IResourceWithParent<PostgresServerResource>, IResourceWithConnectionString
{
    /// <inheritdoc/>
    public PostgresServerResource Parent => postgresParentResource;

    /// <summary>The name on the server.</summary>
    public string DatabaseName => databaseName;

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{(IResourceWithConnectionString)Parent};Database={DatabaseName}");
}
