using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace PerfMonitor.Web.Live.Clients;

/// <summary>Carries frames from a client's outbox to its socket and its messages the other way, until one side ends it.</summary>
internal sealed class Conversation(WebSocket socket, LiveClient client, TimeSpan sendTimeout, TimeProvider time, WebMetrics metrics)
{
    /// <summary>Bytes of one message of a client.</summary>
    private const int LongestMessage = 16 * 1024;

    /// <summary>Time a client has to answer our close.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    // A page subscribes to some twenty things when it opens and to few afterwards.
    private readonly MessageBudget _budget = new(burst: 60, perSecond: 10, time.GetUtcNow());

    /// <param name="onMessage">Called with each message, one at a time.</param>
    /// <param name="aborted">Cancelled when the connection is lost.</param>
    public async Task RunAsync(Action<ReadOnlyMemory<byte>> onMessage, CancellationToken aborted)
    {
        using var kill = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var receiving = ReceiveAsync(onMessage, kill.Token);
        var sending = SendAsync(kill.Token);
        await Task.WhenAny(receiving, sending);

        client.End(WebSocketCloseStatus.NormalClosure, "");
        if (await sending)
            await CloseAsync();
        kill.CancelAfter(CloseTimeout);
        await receiving;
    }

    /// <returns>Whether the socket can still be closed in good order.</returns>
    private async Task<bool> SendAsync(CancellationToken kill)
    {
        while (true)
        {
            Frame frame;
            try
            {
                frame = await client.Outbox.TakeAsync(client.Ended);
            }
            catch (OperationCanceledException)
            {
                return true;
            }

            using var timeout = new CancellationTokenSource(sendTimeout, time);
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(kill, timeout.Token);
            try
            {
                if (!frame.Head.IsEmpty)
                    await socket.SendAsync(frame.Head, WebSocketMessageType.Text, endOfMessage: false, limited.Token);
                await socket.SendAsync(frame.Body, WebSocketMessageType.Text, endOfMessage: true, limited.Token);
            }
            catch (Exception failure) when (IsLost(failure))
            {
                if (timeout.IsCancellationRequested)
                    metrics.ClientRefused("stuck");
                socket.Abort();
                return false;
            }
        }
    }

    private async Task ReceiveAsync(Action<ReadOnlyMemory<byte>> onMessage, CancellationToken kill)
    {
        var buffer = new byte[LongestMessage];
        var length = 0;
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(length), kill) is { MessageType: not WebSocketMessageType.Close } part)
            {
                length += part.Count;
                if (client.Ended.IsCancellationRequested)
                {
                    length = 0;
                }
                else if (part.MessageType == WebSocketMessageType.Binary)
                {
                    client.End(WebSocketCloseStatus.InvalidMessageType, "Messages are JSON text.");
                }
                else if (length == buffer.Length)
                {
                    metrics.ClientRefused("message too long");
                    client.End(WebSocketCloseStatus.MessageTooBig, $"A message has at most {LongestMessage} bytes.");
                }
                else if (part.EndOfMessage)
                {
                    if (_budget.TrySpend(time.GetUtcNow()))
                    {
                        onMessage(buffer.AsMemory(0, length));
                    }
                    else
                    {
                        metrics.ClientRefused("too many messages");
                        client.End(WebSocketCloseStatus.PolicyViolation, "Too many messages.");
                    }

                    length = 0;
                }
            }
        }
        catch (Exception failure) when (IsLost(failure))
        {
            client.End(WebSocketCloseStatus.EndpointUnavailable, "The connection was lost.");
        }
    }

    private async Task CloseAsync()
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var limited = new CancellationTokenSource(CloseTimeout);
        try
        {
            await socket.CloseOutputAsync(client.Ending.Status, client.Ending.Reason, limited.Token);
        }
        catch (Exception failure) when (IsLost(failure))
        {
            socket.Abort();
        }
    }

    // How a WebSocket says that the other side is gone: there is nothing to do about it and nothing to report.
    private static bool IsLost(Exception failure) =>
        failure is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or ConnectionAbortedException;
}
