using System.Text;
using PerfMonitor.Web.Live.Clients;

namespace PerfMonitor.Web.Tests.Live.Clients;

public class ClientMessageTests
{
    public static TheoryData<string, string> Cases => new()
    {
        { """{"type":"subscribe","topic":"overview"}""", "SubscribeOverview { }" },
        { """{"type":"subscribe","topic":"overview","id":"1"}""", "SubscribeOverview { }" },
        { """{"type":"subscribe","topic":"alerts"}""", "SubscribeAlerts { }" },
        { """{"type":"subscribe","topic":"anomalies"}""", "SubscribeAnomalies { }" },
        { """{"type":"unsubscribe","topic":"anomalies"}""", "UnsubscribeAnomalies { }" },
        { """{"type":"subscribe","topic":"query","query":"up","id":"1"}""", "SubscribeQuery { Id = 1, Query = up }" },
        { """{"type":"subscribe","topic":"query","query":"up","id":7}""", "SubscribeQuery { Id = 7, Query = up }" },
        { """{"type":"subscribe","topic":"query","query":"up"}""", "SubscribeQuery { Id = up, Query = up }" },
        { """{"type":"unsubscribe","topic":"overview"}""", "UnsubscribeOverview { }" },
        { """{"type":"unsubscribe","topic":"alerts"}""", "UnsubscribeAlerts { }" },
        { """{"type":"unsubscribe","topic":"query","id":"1"}""", "UnsubscribeQuery { Id = 1 }" },
        { """{"type":"unsubscribe","topic":"query","query":"up"}""", "UnsubscribeQuery { Id = up }" },
        { """{"type":"unsubscribe","topic":"query"}""", "Invalid { Reason = To unsubscribe from a query send its id. }" },
        { """{"type":"subscribe","topic":"weather"}""", "Invalid { Reason = There is no topic 'weather': overview, alerts, anomalies or query. }" },
        { """{"type":"subscribe"}""", "Invalid { Reason = There is no topic '': overview, alerts, anomalies or query. }" },
        { """{"type":"shout"}""", "Invalid { Reason = The type of a message is subscribe or unsubscribe. }" },
        { """{"type":1}""", "Invalid { Reason = The type of a message is subscribe or unsubscribe. }" },
        { """{"type":"subscribe","topic":"query","query":"0123456789abcdefX"}""", "Invalid { Reason = A query has at most 16 characters. }" },
        { "[]", "Invalid { Reason = A message is a JSON object. }" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Reads_what_a_client_asks_for(string json, string message) =>
        Assert.Equal(message, ClientMessage.Parse(Encoding.UTF8.GetBytes(json), queryLength: 16).ToString());

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("\u0000")]
    public void Says_where_the_json_breaks(string json)
    {
        var message = Assert.IsType<ClientMessage.Invalid>(ClientMessage.Parse(Encoding.UTF8.GetBytes(json), queryLength: 16));

        Assert.Contains("BytePositionInLine", message.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_long_id()
    {
        var json = $$"""{"type":"subscribe","topic":"query","query":"up","id":"{{new string('x', 65)}}"}""";

        Assert.Equal(new ClientMessage.Invalid("An id has at most 64 characters."), ClientMessage.Parse(Encoding.UTF8.GetBytes(json), 16));
    }
}
