using System.Text.Json;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Receivers.Email;

namespace PerfMonitor.Alerting.Tests.Receivers.Email;

public sealed class AlertHistoryTests
{
    private static readonly Dictionary<string, string> Labels = new() { ["alertname"] = "Cpu", ["instance"] = "web-1", ["severity"] = "critical" };

    [Theory]
    [InlineData(0, null, -60, 0, 15)]
    [InlineData(30, null, -60, 30, 22.5)]
    [InlineData(30, 20, -60, 20, 20)]
    [InlineData(-1, null, -60, 0, 15)]
    [InlineData(1440, null, 1080, 1440, 90)]
    public void Goes_from_an_hour_before_the_alert_to_its_end_or_now_and_no_further_back_than_six(int now, int? end, int from, int to, double step)
    {
        var alert = Samples.Alert();
        var span = AlertHistory.Span(end is { } minutes ? alert with { State = AlertState.Resolved, EndsAt = alert.StartsAt.AddMinutes(minutes) } : alert, alert.StartsAt.AddMinutes(now));

        Assert.Equal((alert.StartsAt.AddMinutes(from), alert.StartsAt.AddMinutes(to)), span);
        Assert.Equal(step, AlertHistory.Step(span.From, span.To).TotalSeconds);
    }

    [Theory]
    [InlineData("""{ "__name__": "cpu", "instance": "web-1" }""", 2)]
    [InlineData("{}", 2)]
    [InlineData("""{ "instance": "web-2" }""", 0)]
    [InlineData("""{ "instance": "web-1", "cpu": "0" }""", 0)]
    public void Is_the_series_whose_labels_are_all_the_alerts(string metric, int points) =>
        Assert.Equal(points, AlertHistoryClient.Read($$"""{ "status": "success", "data": { "resultType": "matrix", "result": [ { "metric": {{metric}}, "values": [[1, "0.5"], [2, "NaN"], [3.5, "7"]] } ] } }""", Labels).Count);

    [Fact]
    public void Has_its_times_and_values()
    {
        var points = AlertHistoryClient.Read("""{ "data": { "result": [ { "metric": {}, "values": [[1.5, "0.5"]] } ] } }""", Labels);

        Assert.Equal([(DateTimeOffset.FromUnixTimeMilliseconds(1500), 0.5)], points);
    }

    [Fact]
    public void Is_nobodys_where_several_series_could_be_meant() =>
        Assert.Empty(AlertHistoryClient.Read("""{ "data": { "result": [ { "metric": {}, "values": [[1, "1"]] }, { "metric": { "instance": "web-1" }, "values": [[1, "1"]] } ] } }""", Labels));

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("""{ "status": "error" }""")]
    public void An_answer_of_another_form_is_an_error(string answer) => Assert.ThrowsAny<JsonException>(() => AlertHistoryClient.Read(answer, Labels));
}
