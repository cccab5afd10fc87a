using System.Net;
using System.Net.Sockets;

namespace PerfMonitor.Testing.Servers;

/// <summary>A loopback proxy in front of a server, whose connections a test cuts, holds up or refuses.</summary>
public sealed class FaultyWire : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _gate = new();
    private readonly List<Socket> _open = [];
    private readonly int _server;
    private volatile bool _refuses;
    private volatile TaskCompletionSource? _held;

    /// <summary>Starts the proxy in front of a loopback port.</summary>
    public FaultyWire(int server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Called with each packet, in whichever direction, before it passes; one that cuts the wire keeps the packet from passing.</summary>
    public Action? Passes { get; init; }

    /// <summary>Everything works again.</summary>
    public void Mend()
    {
        _refuses = false;
        Interlocked.Exchange(ref _held, null)?.SetResult();
    }

    /// <summary>Nothing goes through any more, and nobody is told.</summary>
    public void Hold() => _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Resets what is open and what comes.</summary>
    public void Cut()
    {
        _refuses = true;
        lock (_gate)
        {
            _open.ForEach(Reset);
            _open.Clear();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _listener.Dispose();
        Cut();
        Mend();
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The pump, or the other end, was faster.
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync();
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                return;
            }

            if (_refuses)
            {
                Reset(client);
            }
            else
            {
                _ = ServeAsync(client);
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        // Answers that come in parts would wait for the client's acknowledgement, 40 ms each.
        client.NoDelay = true;
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _server);
        }
        catch (SocketException)
        {
            // The server is away, and so it is for the client.
            Reset(client);
            return;
        }

        lock (_gate)
        {
            _open.Add(client);
            _open.Add(server);
            if (_refuses)
            {
                // It was cut while this connection was being made.
                Reset(client);
                Reset(server);
            }
        }

        await Task.WhenAny(PumpAsync(client, server), PumpAsync(server, client));
        client.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[65_536];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer)) > 0;)
            {
                if (_held is { } held)
                {
                    await held.Task;
                }

                Passes?.Invoke();
                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
                }
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // One of the two ends was reset; the other pump ends with it.
        }
    }
}
