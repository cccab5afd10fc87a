using System.Buffers;
using System.Net;

namespace PerfMonitor.Web.Gateway;

/// <summary>
/// Streams the body of a request on to the service, one 64 KiB buffer at a time. Remembers whether it was the client's side
/// that failed, which the exceptions of HttpClient do not tell.
/// </summary>
internal sealed class RequestBody : HttpContent
{
    private const int BufferBytes = 64 * 1024;
    private readonly Stream _source;
    private readonly Action _progressed;

    public RequestBody(HttpRequest request, Action progressed)
    {
        _source = request.Body;
        _progressed = progressed;
        Headers.ContentLength = request.ContentLength;
    }

    /// <summary>What went wrong while reading from the client.</summary>
    public Exception? ClientFailure { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (await ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                _progressed();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private async ValueTask<int> ReadAsync(byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await _source.ReadAsync(buffer, cancellation);
        }
        catch (Exception failure) when (failure is IOException or BadHttpRequestException)
        {
            ClientFailure = failure;
            throw;
        }
    }
}
