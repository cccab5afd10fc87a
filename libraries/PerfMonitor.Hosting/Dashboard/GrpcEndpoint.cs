using System.Buffers.Binary;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PerfMonitor.Hosting.Dashboard;

/// <summary>
/// The little of gRPC that one known client needs, straight on Kestrel's HTTP/2: a message is a flag byte, its length in four
/// bytes, and its bytes; the outcome is a trailer.
/// </summary>
internal static class GrpcEndpoint
{
    private const int HeaderLength = 5;
    private const int MaxMessageBytes = 4 * 1024 * 1024;

    public static void MapGrpc(this IEndpointRouteBuilder routes, string method, Func<HttpContext, Task> handler) =>
        routes.MapPost(method, async context =>
        {
            context.Response.ContentType = "application/grpc";
            var (status, message) = await RunAsync(handler, context).ConfigureAwait(false);
            if (context.RequestAborted.IsCancellationRequested)
            {
                return;
            }

            if (!context.Response.HasStarted)
            {
                await context.Response.StartAsync().ConfigureAwait(false);
            }

            context.Response.AppendTrailer("grpc-status", $"{(int)status}");
            if (message is not null)
            {
                context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(message));
            }
        });

    public static async Task<T> ReadMessageAsync<T>(this HttpContext context, MessageParser<T> parser)
        where T : IMessage<T>
    {
        var header = new byte[HeaderLength];
        await context.Request.Body.ReadExactlyAsync(header, context.RequestAborted).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
        if (header[0] != 0)
        {
            throw new GrpcException(GrpcStatus.Unimplemented, "Compressed messages are not understood.");
        }

        if (length > MaxMessageBytes)
        {
            throw new GrpcException(GrpcStatus.ResourceExhausted, $"A message of {length} bytes is longer than {MaxMessageBytes}.");
        }

        var body = new byte[length];
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted).ConfigureAwait(false);
        return parser.ParseFrom(body);
    }

    public static async Task WriteMessageAsync(this HttpContext context, IMessage message)
    {
        var length = message.CalculateSize();
        var frame = new byte[HeaderLength + length];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)length);
        message.WriteTo(frame.AsSpan(HeaderLength));
        await context.Response.BodyWriter.WriteAsync(frame, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task<(GrpcStatus Status, string? Message)> RunAsync(Func<HttpContext, Task> handler, HttpContext context)
    {
        try
        {
            await handler(context).ConfigureAwait(false);
            return (GrpcStatus.Ok, null);
        }
        catch (GrpcException e)
        {
            return (e.Status, e.Message);
        }
        catch (OperationCanceledException)
        {
            return (GrpcStatus.Cancelled, null);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidProtocolBufferException)
        {
            return (GrpcStatus.InvalidArgument, e.Message);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException or Dcp.DcpException)
        {
            return (GrpcStatus.Unavailable, e.Message);
        }
    }
}

/// <summary>gRPC's status codes that occur here.</summary>
internal enum GrpcStatus
{
    Ok = 0,
    Cancelled = 1,
    InvalidArgument = 3,
    NotFound = 5,
    ResourceExhausted = 8,
    Unimplemented = 12,
    Unavailable = 14,
    Unauthenticated = 16,
}

/// <summary>Ends a call with a status.</summary>
internal sealed class GrpcException(GrpcStatus status, string message) : Exception(message)
{
    public GrpcStatus Status => status;
}
