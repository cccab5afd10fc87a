using System.Diagnostics;
using System.Globalization;
using PerfMonitor.Peers.Measuring;
using PerfMonitor.Peers.Peers;
using PerfMonitor.Peers.Workloads;

namespace PerfMonitor.Peers.Handover;

/// <summary>When a request was answered with success, by <see cref="Stopwatch"/>, and what went on then.</summary>
internal readonly record struct Acceptance(long At, string Phase);

/// <summary>Sends one sample of each of its series every few milliseconds; those of the n-th request have the value n.</summary>
internal sealed class CountedWriter(IPeer peer)
{
    public const string Metric = "handover";

    /// <summary>Enough that every partition has some.</summary>
    public const int Series = 16;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);

    private readonly Lock _gate = new();

    // 40 a second, for the minutes of a run.
    private readonly List<Acceptance> _accepted = [];

    /// <summary>What goes on from now on.</summary>
    public string Phase { get; set; } = "";

    /// <summary>Requests accepted so far.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _accepted.Count;
        }
    }

    public Acceptance this[int request]
    {
        get
        {
            lock (_gate) return _accepted[request];
        }
    }

    public async Task WriteAsync(CancellationToken stopping)
    {
        using var client = new HttpClient();
        var labels = Enumerable.Range(0, Series).Select(static i => MixedSeries.Encode([("__name__", Metric), ("series", i.ToString(CultureInfo.InvariantCulture))])).ToList();
        var request = new WriteRequest();
        for (long last = 0; !stopping.IsCancellationRequested;)
        {
            last = Math.Max(last + 1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
            foreach (var one in labels) request.Add(one, Count, last);
            var body = request.Finish();
            while (await RemoteWrite.PostAsync(client, peer.WriteAddress, body, CancellationToken.None) is { } pause) await Task.Delay(pause, CancellationToken.None);
            lock (_gate) _accepted.Add(new Acceptance(Stopwatch.GetTimestamp(), Phase));
            await Task.Delay(Pace, CancellationToken.None);
        }
    }
}
