using System.Net;
using PerfMonitor.Contracts;
using PerfMonitor.Web.Live.Alerts;

namespace PerfMonitor.Web.Tests.Live.Alerts;

public class AlertingClientTests
{
    private const string Firing =
        """
        {"alerts":[{"id":7,"fingerprint":"a","name":"HostCpuHigh","ruleGroup":"host","severity":"critical","state":"firing",
        "labels":{"instance":"db-1"},"annotations":{"summary":"CPU"},"expression":"x > 1","value":"NaN","threshold":90,"comparison":">",
        "activeSince":"2026-01-05T11:58:00Z","startsAt":"2026-01-05T11:59:00Z","version":3,"notifications":[]},
        {"fingerprint":"b","name":"Both","severity":"info","state":"firing","labels":{},"annotations":{},"value":1.5,"startsAt":"2026-01-05T11:59:00Z","version":1}],
        "counts":{}}
        """;

    private const string Acknowledged =
        """
        {"alerts":[{"fingerprint":"b","name":"Both","severity":"info","state":"acknowledged","labels":{},"annotations":{},"value":1.5,
        "startsAt":"2026-01-05T11:59:00Z","acknowledgedBy":"ann","version":2}]}
        """;

    [Fact]
    public async Task Reads_the_list_of_alerting_and_takes_an_alert_of_two_answers_once()
    {
        using var http = new HttpClient(new Answers()) { BaseAddress = new Uri("http://alerting") };

        var alerts = await new AlertingClient(http).GetActiveAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["a HostCpuHigh Critical firing  90 3", "b Both Info acknowledged 1.5  2"], alerts.Select(alert =>
            $"{alert.Fingerprint} {alert.Name} {alert.Severity} {alert.State} {alert.Value} {alert.Threshold} {alert.Version}"));
        Assert.Equal(Severity.Critical, alerts[0].Severity);
        Assert.Equal("db-1", alerts[0].Labels["instance"]);
    }

    private sealed class Answers : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(request.RequestUri!.Query.Contains("state=firing", StringComparison.Ordinal) ? Firing : Acknowledged, System.Text.Encoding.UTF8, "application/json"),
            });
    }
}
