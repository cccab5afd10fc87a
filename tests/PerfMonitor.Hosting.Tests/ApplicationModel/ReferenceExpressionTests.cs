using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace PerfMonitor.Hosting.Tests.ApplicationModel;

public sealed class ReferenceExpressionTests
{
    private static readonly ParameterResource Password = new("secret", _ => "p{0}w", secret: true);

    [Fact]
    public async Task Fills_in_values_and_keeps_braces_of_the_text_and_of_the_values()
    {
        var expression = ReferenceExpression.Create($"{{a}}={Password};b={"text"}");

        Assert.Equal("{a}=p{0}w;b=text", await expression.GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Writes_itself_as_a_manifest_expression()
    {
        var redis = new RedisResource("live", Password);
        redis.Annotations.Add(new EndpointAnnotation(ProtocolType.Tcp, name: "tcp"));

        Assert.Equal("{live.bindings.tcp.hostandport},password={secret.value}", redis.ConnectionStringExpression.ValueExpression);
    }

    [Fact]
    public async Task Waits_until_an_endpoint_has_its_address()
    {
        var redis = new RedisResource("live", Password);
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, name: "tcp");
        redis.Annotations.Add(endpoint);
        var value = ((IResourceWithConnectionString)redis).GetConnectionStringAsync(TestContext.Current.CancellationToken);
        Assert.False(value.IsCompleted);

        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "127.0.0.1", 6400);

        Assert.Equal("127.0.0.1:6400,password=p{0}w", await value);
    }

    [Fact]
    public async Task A_database_extends_its_servers_connection_string()
    {
        var server = new PostgresServerResource("postgres", null, Password);
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, name: "tcp");
        server.Annotations.Add(endpoint);
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "127.0.0.1", 5433);
        IResourceWithConnectionString database = new PostgresDatabaseResource("perfmonitor", "pm", server);

        Assert.Equal(
            "Host=127.0.0.1;Port=5433;Username=postgres;Password=p{0}w;Database=pm",
            await database.GetConnectionStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_redirected_resource_gives_the_other_connection_string()
    {
        var server = new PostgresServerResource("postgres", null, Password);
        server.Annotations.Add(new ConnectionStringRedirectAnnotation(new Aspire.Hosting.ConnectionStringResource("given", ReferenceExpression.Create($"Host=db"))));
        IResourceWithConnectionString database = new PostgresDatabaseResource("perfmonitor", "pm", server);

        Assert.Equal("Host=db;Database=pm", await database.GetConnectionStringAsync(TestContext.Current.CancellationToken));
    }
}
