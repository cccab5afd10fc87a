using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PerfMonitor.Web.StatusPage;

namespace PerfMonitor.Web.Tests.StatusPage;

public sealed class MaintenanceClientTests
{
    [Fact]
    public async Task Asks_for_more_targets_than_alerting_takes_at_once_in_several_requests()
    {
        using var alerting = new Answers();
        using var http = new HttpClient(alerting) { BaseAddress = new Uri("http://alerting") };
        var labels = Enumerable.Range(0, 2_001).Select(static number => new Dictionary<string, string> { ["target"] = $"{number}" }).ToList();

        var until = await new MaintenanceClient(http).UntilAsync(labels, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 2_001).Select(static number => (DateTimeOffset?)DateTimeOffset.UnixEpoch.AddSeconds(number)), until);
        Assert.Equal([1_000, 1_000, 1], alerting.Asked);
    }

    /// <summary>Target n is under maintenance until second n.</summary>
    private sealed class Answers : HttpMessageHandler
    {
        public List<int> Asked { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("/api/maintenance/lookup", request.RequestUri!.AbsolutePath);
            var labels = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!["labels"]!.AsArray();
            Asked.Add(labels.Count);
            return new HttpResponseMessage { Content = JsonContent.Create(new { until = labels.Select(static one => DateTimeOffset.UnixEpoch.AddSeconds(int.Parse((string)one!["target"]!))) }) };
        }
    }
}
