using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PerfMonitor.Testing.Http;

/// <summary>A request as the server got it.</summary>
public sealed record ReceivedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>An HTTP server inside the test process, on a free loopback port, that remembers requests and answers as it is told.</summary>
public sealed class HttpTestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();

    private HttpTestServer(WebApplication app) => _app = app;

    /// <summary>What has arrived, oldest first.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>How to answer; the default is 200 without a body.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    /// <summary>For example <c>http://127.0.0.1:41234</c>.</summary>
    public string Url => _app.Urls.Single();

    /// <summary>Starts one.</summary>
    public static async Task<HttpTestServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new HttpTestServer(builder.Build());
        server._app.Run(server.ReceiveAsync);
        await server._app.StartAsync();
        return server;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>An answer that stands for the page's server: passes the request on to a service as the client's caller, and its answer back.</summary>
    public static async Task PassOnAsync(HttpContext context, HttpClient client)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path + context.Request.QueryString);
        if (context.Request.ContentType is { } type)
        {
            request.Content = new StreamContent(context.Request.Body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        }

        using var response = await client.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        context.Request.EnableBuffering();
        using var body = new StreamReader(context.Request.Body, leaveOpen: true);
        _requests.Enqueue(new ReceivedRequest(
            context.Request.Method,
            context.Request.Path,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await body.ReadToEndAsync(context.RequestAborted)));
        context.Request.Body.Position = 0;
        await Answer(context);
    }
}
