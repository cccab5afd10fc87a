using System.Net;
using System.Text;

namespace PerfMonitor.Reporting.Tests.Data;

/// <summary>Another service as an HTTP client meets it: what it was asked, and what it answers.</summary>
internal sealed class StandIn(Func<HttpRequestMessage, string, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<(string Line, string Body)> Requests { get; } = [];

    public HttpClient Client => new(this) { BaseAddress = new Uri("http://service.test") };

    public static StandIn Answering(HttpStatusCode status, string body) =>
        new((_, _) => new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add(($"{request.Method} {request.RequestUri!.PathAndQuery}", body));
        return answer(request, body);
    }
}
