using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PerfMonitor.Bench.GatewayCost;

/// <summary>Stands for the service behind a gateway: always the same small answer, told in one of the ways a service may.</summary>
internal sealed class AnsweringService : IAsyncDisposable
{
    /// <summary>Its length in front, in one write.</summary>
    public const string Whole = "whole";

    /// <summary>In chunks: what there is, then, in a write of its own, that this was all.</summary>
    public const string Pieces = "in pieces";

    /// <summary>The same of gzip, whose length nobody knows in front.</summary>
    public const string Packed = "packed";

    private static readonly byte[] Answer = Encoding.UTF8.GetBytes($$"""{"status":"success","data":[{{string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"value-{i}\""))}}]}""");

    private readonly WebApplication _app;

    private AnsweringService(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<AnsweringService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        return new AnsweringService(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "application/json";
        switch (context.Request.Query["way"])
        {
            case Whole:
                response.ContentLength = Answer.Length;
                await response.Body.WriteAsync(Answer);
                break;
            case Packed:
                response.Headers.ContentEncoding = "gzip";
                await using (var packed = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true))
                {
                    await packed.WriteAsync(Answer);
                }

                break;
            default:
                await response.Body.WriteAsync(Answer);
                break;
        }
    }
}
