using Aspire.Hosting;

namespace PerfMonitor.Hosting.Tests.ApplicationModel;

/// <summary>
/// AspireApi.txt holds the part of Aspire 13's public listing that local mode offers. Whatever compiles against local mode and
/// uses nothing beyond that file compiles against Aspire's packages too, which cannot be restored everywhere.
/// </summary>
public sealed class AspireApiTests
{
    [Fact]
    public void Local_mode_offers_exactly_the_listed_part_of_Aspires_api()
    {
        using var listing = new StreamReader(typeof(AspireApiTests).Assembly.GetManifestResourceStream("PerfMonitor.Hosting.Tests.AspireApi.txt")!);
        var listed = listing.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'));

        Assert.Equal(listed, ApiListing.Of(typeof(DistributedApplication).Assembly, "Aspire.Hosting"));
    }

    [Fact]
    public void The_app_host_fits_on_a_screen()
    {
        var lines = File.ReadAllLines(PerfMonitor.Testing.Repository.Path("PerfMonitor.AppHost", "AppHost.cs"));

        Assert.InRange(lines.Length, 1, 100);
        Assert.DoesNotContain(lines, line => line.Contains("PerfMonitor.Hosting", StringComparison.Ordinal));
    }
}
