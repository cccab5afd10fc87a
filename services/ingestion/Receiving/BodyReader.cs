using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>Reads a request's body whole, unpacking gzip or Snappy, and stops as soon as a bound is crossed: what lies behind the bound is never held.</summary>
internal sealed class BodyReader(IOptions<ReceiverOptions> options, BodyBudget budget)
{
    // Below this size a ratio says nothing: a few kilobytes of zeros are no attack.
    private const int RatioFrom = 1_024 * 1_024;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Reads; the fault is null when the body was taken, and the body is to be disposed of in any case.</summary>
    public async Task<(RequestBody Body, ReceiverFault? Fault)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var encoding = request.Headers.ContentEncoding.ToString().Trim();
        var packed = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase);
        return packed || encoding is "" or "identity"
            ? await ReadAsync(request, packed, cancellationToken)
            : (new RequestBody(budget), Unsupported(encoding, "gzip or no encoding at all"));
    }

    /// <summary>Reads a body in Snappy's block format, unpacked. Remote write knows no other packing, so a request may leave its name out.</summary>
    public async Task<(RequestBody Body, ReceiverFault? Fault)> ReadSnappyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new RequestBody(budget);
        var encoding = request.Headers.ContentEncoding.ToString().Trim();
        if (encoding.Length > 0 && !encoding.Equals("snappy", StringComparison.OrdinalIgnoreCase))
        {
            return (body, Unsupported(encoding, "snappy"));
        }

        var (packed, fault) = await ReadAsync(request, packed: false, cancellationToken);
        using (packed)
        {
            return (body, fault ?? Unpack(packed.Bytes.Span, body));
        }
    }

    private ReceiverFault? Unpack(ReadOnlySpan<byte> packed, RequestBody body)
    {
        try
        {
            var length = Snappy.UnpackedLength(packed);
            if (length > options.Value.MaximumUnpackedBytes)
            {
                return OverUnpacked();
            }

            if (!body.TryHold(length, out var room))
            {
                return MemoryUsedUp();
            }

            Snappy.Unpack(packed, room);
            return null;
        }
        catch (MalformedPayloadException corrupt)
        {
            return ReceiverFault.Malformed(corrupt.Message);
        }
    }

    private async Task<(RequestBody Body, ReceiverFault? Fault)> ReadAsync(HttpRequest request, bool packed, CancellationToken cancellationToken)
    {
        var body = new RequestBody(budget);
        if (request.ContentLength > options.Value.MaximumBodyBytes)
        {
            return (body, OverWire());
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = options.Value.MaximumBodyBytes;
        }

        return (body, await FillAsync(body, request.Body, packed, cancellationToken));
    }

    private async Task<ReceiverFault?> FillAsync(RequestBody body, Stream wire, bool packed, CancellationToken cancellationToken)
    {
        await using var counted = new WireStream(wire);
        await using var source = packed ? new GZipStream(counted, CompressionMode.Decompress, leaveOpen: true) : (Stream)counted;
        try
        {
            while (true)
            {
                var room = body.Room(options.Value.MaximumUnpackedBytes);
                if (room.IsEmpty)
                {
                    return MemoryUsedUp();
                }

                var read = await source.ReadAsync(room, cancellationToken);
                if (read == 0)
                {
                    return packed && !counted.IsWholeGzip(body.Bytes.Span) ? Truncated() : null;
                }

                body.Advance(read);
                if (body.Length > options.Value.MaximumUnpackedBytes)
                {
                    return OverUnpacked();
                }

                if (packed && body.Length > RatioFrom && body.Length / Math.Max(1, counted.Count) > options.Value.MaximumPackingRatio)
                {
                    return ReceiverFault.TooLarge($"The body unpacks to more than {options.Value.MaximumPackingRatio} times its size (Receivers:MaximumPackingRatio), which no metrics do.");
                }
            }
        }
        catch (BadHttpRequestException failure)
        {
            return failure.StatusCode == StatusCodes.Status413PayloadTooLarge ? OverWire() : new ReceiverFault(failure.StatusCode, "The request broke off", failure.Message);
        }
        catch (InvalidDataException failure)
        {
            return ReceiverFault.Malformed($"The body is not gzip although Content-Encoding says so: {failure.Message} (after {counted.Count} packed bytes)");
        }
    }

    private static ReceiverFault Truncated() => ReceiverFault.Malformed("The gzip body ends early, or something follows its end.");

    private static ReceiverFault Unsupported(string encoding, string wanted) =>
        new(StatusCodes.Status415UnsupportedMediaType, "The content encoding is not supported", $"Content-Encoding is '{encoding}'; send {wanted}.");

    private static ReceiverFault MemoryUsedUp() => new(
        StatusCodes.Status503ServiceUnavailable, "Too many large requests at once", "The memory for request bodies is used up (Receivers:MaximumBufferedBytes); send again in a moment, or send smaller requests.", RetryAfter);

    private ReceiverFault OverUnpacked() => ReceiverFault.TooLarge($"The body unpacks to more than {options.Value.MaximumUnpackedBytes} bytes (Receivers:MaximumUnpackedBytes); split it.");

    private ReceiverFault OverWire() => ReceiverFault.TooLarge($"The body is larger than {options.Value.MaximumBodyBytes} bytes (Receivers:MaximumBodyBytes); split it, or pack it with gzip.");
}
