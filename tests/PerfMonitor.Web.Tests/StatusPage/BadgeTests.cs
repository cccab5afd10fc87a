using System.Xml.Linq;
using PerfMonitor.Web.StatusPage;

namespace PerfMonitor.Web.Tests.StatusPage;

public sealed class BadgeTests
{
    private static readonly PublicTarget Shop = new("shop", PublicState.Up, null, null, 182.4, new PublicUptime(1, 0.9996, 0.99999, null), []);

    [Theory]
    [InlineData(nameof(PublicState.Up), "up", "#217a3c")]
    [InlineData(nameof(PublicState.Down), "down", "#c0282d")]
    [InlineData(nameof(PublicState.Maintenance), "maintenance", "#0a5ea8")]
    [InlineData(nameof(PublicState.Unknown), "unknown", "#5f6670")]
    public void Says_how_a_target_is(string state, string value, string colour) =>
        Assert.Equal(new Badge("shop", value, colour), Badge.OfState(Shop with { State = Enum.Parse<PublicState>(state) }));

    [Theory]
    [InlineData(1, "100 %", "#217a3c")]
    [InlineData(7, "99.96 %", "#217a3c")]
    [InlineData(30, "99.999 %", "#217a3c")]
    [InlineData(90, "unknown", "#5f6670")]
    public void Says_the_uptime_of_some_days(int days, string value, string colour) =>
        Assert.Equal(new Badge($"uptime {days} d", value, colour), Badge.OfUptime(Shop, days));

    [Theory]
    [InlineData(0.9999999, "99.999 %", "#217a3c")]
    [InlineData(0.999, "99.9 %", "#217a3c")]
    [InlineData(0.9989, "99.89 %", "#8a6100")]
    [InlineData(0.98, "98 %", "#c0282d")]
    [InlineData(0.0, "0 %", "#c0282d")]
    public void Never_rounds_an_outage_away(double share, string value, string colour) =>
        Assert.Equal(new Badge("uptime 1 d", value, colour), Badge.OfUptime(Shop with { Uptime = new PublicUptime(share, null, null, null) }, 1));

    [Theory]
    [InlineData(182.4, "182 ms", "#217a3c")]
    [InlineData(1_001.0, "1001 ms", "#8a6100")]
    [InlineData(12_400.0, "12 s", "#c0282d")]
    [InlineData(null, "unknown", "#5f6670")]
    public void Says_how_fast_a_target_answers(double? ms, string value, string colour) =>
        Assert.Equal(new Badge("response", value, colour), Badge.OfResponse(Shop with { ResponseMs = ms }));

    [Fact]
    public void Is_an_image_whose_text_cannot_break_out()
    {
        var svg = XDocument.Parse(Badge.OfState(Shop with { Name = "<script>&\"shop\"" }).ToSvg()).Root!;

        Assert.Equal("<script>&\"shop\": up", svg.Attribute("aria-label")!.Value);
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script");
    }
}
