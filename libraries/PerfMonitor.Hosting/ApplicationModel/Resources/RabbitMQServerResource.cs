namespace Aspire.Hosting.ApplicationModel;

/// <summary>A RabbitMQ broker.</summary>
public class RabbitMQServerResource(string name, ParameterResource? userName, ParameterResource password) : ContainerResource(name), IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";
    internal const string DefaultUserName = "guest";

    /// <summary>The AMQP endpoint.</summary>
    public EndpointReference PrimaryEndpoint => new(this, PrimaryEndpointName);

    /// <summary>The user clients sign in as; <c>guest</c> if null.</summary>
    public ParameterResource? UserNameParameter => userName;

    /// <summary>The password clients sign in with.</summary>
    public ParameterResource PasswordParameter => password;

    /// <summary><c>amqp://user:password@host:port</c>.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"amqp://{UserNameReference}:{password}@{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");

    internal ReferenceExpression UserNameReference => userName is null
        ? ReferenceExpression.Create($"{DefaultUserName}")
        : ReferenceExpression.Create($"{userName}");
}
