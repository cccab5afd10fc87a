using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Business;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Tests.Business;

[Trait("feature", "S2-98")]
public sealed class BusinessOptionsTests
{
    private static readonly Dictionary<string, string?> Orders = new()
    {
        ["Business:Kpis:0:Name"] = "orders",
        ["Business:Kpis:0:Expression"] = "sum(rate(orders_total[5m])) * 60",
        ["Business:Kpis:0:Unit"] = "orders",
        ["Business:Kpis:0:Per"] = "00:01:00",
        ["Business:Kpis:0:ExplainedBy:0"] = "avg(latency_seconds)",
    };

    [Fact]
    public void A_kpi_is_read_as_it_is_written()
    {
        var kpi = Assert.Single(Read(Orders).Kpis);

        Assert.Equal(("orders", "orders", TimeSpan.FromMinutes(1), "avg(latency_seconds)"), (kpi.Name, kpi.Unit, kpi.Per, Assert.Single(kpi.ExplainedBy)));
        Assert.Empty(Read([]).Kpis);
    }

    [Theory]
    [InlineData("Name", "", "Business:Kpis:0: name: A name has 1 to 64 characters.")]
    [InlineData("Expression", "orders_total", "Business:Kpis:0: query: 'orders_total' is a counter: it grows as long as its process runs, and begins at 0 with the next one. Ask for what came of it, such as rate(orders_total[5m]).")]
    [InlineData("Per", "00:00:00", "Business:Kpis:0: per: A value stands for one second to one day.")]
    [InlineData("ExplainedBy:0", "errors_total", "Business:Kpis:0: explainedBy: 'errors_total' is a counter: it grows as long as its process runs, and begins at 0 with the next one. Ask for what came of it, such as rate(errors_total[5m]).")]
    public void What_is_wrong_with_one_ends_the_start_and_names_it(string setting, string value, string error)
    {
        var settings = new Dictionary<string, string?>(Orders) { [$"Business:Kpis:0:{setting}"] = value };

        Assert.Equal([error], Assert.Throws<OptionsValidationException>(() => Read(settings)).Failures);
    }

    [Fact]
    public void Two_of_one_name_are_refused()
    {
        var settings = new Dictionary<string, string?>(Orders) { ["Business:Kpis:1:Name"] = "orders", ["Business:Kpis:1:Expression"] = "up" };

        Assert.Equal(["Business:Kpis: Two are named 'orders'; give each a name of its own."], Assert.Throws<OptionsValidationException>(() => Read(settings)).Failures);
    }

    private static BusinessOptions Read(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddValidatedOptions<BusinessOptions>("Business");
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<BusinessOptions>>().Value;
    }
}
