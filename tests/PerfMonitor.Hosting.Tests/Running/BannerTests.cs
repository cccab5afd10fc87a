using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Tests.Running;

public sealed class BannerTests
{
    [Fact]
    public void Names_every_described_address_and_puts_external_ones_first()
    {
        var inbox = Event("inbox", external: false, new UrlSnapshot("http", "http://localhost:8025", false) { DisplayProperties = new("Inbox") }, new UrlSnapshot("smtp", "smtp://localhost:1025", false));
        var web = Event("web", external: true, new UrlSnapshot("http", "http://localhost:3000/dashboard", false) { DisplayProperties = new("The page") });

        Assert.Equal(
            """

            PerfMonitor is up: 2 resources healthy after 7.5 s.

              web     http://localhost:3000/dashboard  The page
              inbox   http://localhost:8025            Inbox
              aspire  http://localhost:18888/login?t=0123456789abcdef  Aspire dashboard: resources, logs, traces, metrics

              analytics: baseline 'initial' is initialised
              Log in as admin with the password: x
              Data: /d (--fresh starts empty). Ctrl-C stops everything.

            """,
            Banner.Compose("PerfMonitor", TimeSpan.FromMilliseconds(7_490), [inbox, web], ["analytics: baseline 'initial' is initialised"], ["Log in as admin with the password: x"], "http://localhost:18888/login?t=0123456789abcdef", "/d (--fresh starts empty)"));
    }

    [Theory]
    [InlineData(false, "abc", "Password: abc  (generated; shown only this once)")]
    [InlineData(false, null, "Password: the one shown at the first start")]
    [InlineData(true, null, "Password: as configured at the first start")]
    public void Shows_a_secret_only_in_the_run_that_made_it(bool configured, string? madeNow, string expected) =>
        Assert.Equal(expected, Banner.Secret("Password", configured, madeNow));

    private static ResourceEvent Event(string name, bool external, params UrlSnapshot[] urls)
    {
        var resource = new ProjectResource(name);
        resource.Annotations.Add(new EndpointAnnotation(ProtocolType.Tcp, "http", isExternal: external));
        return new ResourceEvent(resource, name + "-1", new CustomResourceSnapshot { ResourceType = "Project", Properties = [], Urls = [.. urls] });
    }
}
