namespace Aspire.Hosting.ApplicationModel;

/// <summary>A PostgreSQL server.</summary>
public class PostgresServerResource(string name, ParameterResource? userName, ParameterResource password) : ContainerResource(name), IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";
    internal const string DefaultUserName = "postgres";

    private readonly Dictionary<string, string> _databases = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The server's only endpoint.</summary>
    public EndpointReference PrimaryEndpoint => new(this, PrimaryEndpointName);

    /// <summary>The superuser's name; <c>postgres</c> if null.</summary>
    public ParameterResource? UserNameParameter { get; set; } = userName;

    /// <summary>The superuser's password.</summary>
    public ParameterResource PasswordParameter { get; set; } = password;

    /// <summary>Resource name to database name.</summary>
    public IReadOnlyDictionary<string, string> Databases => _databases;

    /// <summary>In the form Npgsql reads, without a database.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={PrimaryEndpoint.Property(EndpointProperty.Host)};Port={PrimaryEndpoint.Property(EndpointProperty.Port)};Username={UserNameReference};Password={PasswordParameter}");

    internal ReferenceExpression UserNameReference => UserNameParameter is null
        ? ReferenceExpression.Create($"{DefaultUserName}")
        : ReferenceExpression.Create($"{UserNameParameter}");

    internal void AddDatabase(string name, string databaseName) => _databases.Add(name, databaseName);
}
