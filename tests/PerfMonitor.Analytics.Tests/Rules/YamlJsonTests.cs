using PerfMonitor.Analytics.Rules;
using YamlDotNet.RepresentationModel;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class YamlJsonTests
{
    [Theory]
    [InlineData("{ threshold: 0.8, for: 1m }", """{"threshold":0.8,"for":"1m"}""")]
    [InlineData("{ team: '7', on: true, sign: -2, odd: 1e3 }", """{"team":"7","on":true,"sign":-2,"odd":"1e3"}""")]
    [InlineData("[a, { b: }]", """["a",{"b":""}]""")]
    [InlineData("{ a: &own { x: 1, y: 2 }, b: { <<: *own, y: 3 } }", """{"a":{"x":1,"y":2},"b":{"y":3,"x":1}}""")]
    public void Says_the_same_as_JSON(string yaml, string json)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));

        Assert.Equal(json, YamlJson.Of(stream.Documents[0].RootNode)!.ToJsonString());
    }
}
