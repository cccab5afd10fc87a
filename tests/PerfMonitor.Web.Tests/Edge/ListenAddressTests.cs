using Microsoft.Extensions.Configuration;
using PerfMonitor.Web.Edge;

namespace PerfMonitor.Web.Tests.Edge;

public class ListenAddressTests
{
    [Theory]
    [InlineData(null, null, "http://localhost:3000")]
    [InlineData("Web:Listen", "http://0.0.0.0:8080", "http://0.0.0.0:8080")]
    [InlineData("urls", "http://127.0.0.1:5000", null)]
    [InlineData("http_ports", "5000", null)]
    [InlineData("Kestrel:Endpoints:A:Url", "http://127.0.0.1:5000", null)]
    public void Listens_on_this_machine_only_unless_told_otherwise(string? key, string? value, string? listen)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(key is null ? [] : [new KeyValuePair<string, string?>(key, value)])
            .Build();

        Assert.Equal(listen, ListenAddress.Choose(configuration));
    }
}
