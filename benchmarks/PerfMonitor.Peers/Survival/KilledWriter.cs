using System.Globalization;
using PerfMonitor.Peers.Measuring;
using PerfMonitor.Peers.Peers;
using PerfMonitor.Peers.Workloads;

namespace PerfMonitor.Peers.Survival;

/// <summary>
/// One connection that sends a sample of each of its series every few milliseconds until the peer no longer answers, and remembers the moments whose
/// requests were accepted.
/// </summary>
internal sealed class KilledWriter(int connection)
{
    public const string Metric = "survival";

    /// <summary>Series of each writer.</summary>
    public const int Series = 100;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    /// <summary>The times of the samples of accepted requests, in milliseconds. Bounded by the seconds of a run.</summary>
    public List<long> AcceptedMs { get; } = [];

    public static string SeriesName(int connection, int index) => string.Create(CultureInfo.InvariantCulture, $"{connection}-{index}");

    public IEnumerable<string> SeriesNames => Enumerable.Range(0, Series).Select(index => SeriesName(connection, index));

    /// <summary>Ends when a request fails or is cancelled, which counts as not accepted.</summary>
    public async Task WriteAsync(IPeer peer, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        var labels = SeriesNames.Select(name => MixedSeries.Encode([("__name__", Metric), ("series", name)])).ToList();
        var request = new WriteRequest();
        using var timer = new PeriodicTimer(Pace);
        try
        {
            for (long last = 0; await timer.WaitForNextTickAsync(cancellationToken);)
            {
                // A tick that comes late is followed by the next at once: two moments must still differ.
                last = Math.Max(last + 1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
                foreach (var one in labels) request.Add(one, AcceptedMs.Count, last);
                if (await RemoteWrite.PostAsync(client, peer.WriteAddress, request.Finish(), cancellationToken) is null) AcceptedMs.Add(last);
            }
        }
        catch (Exception ended) when (ended is HttpRequestException or IOException or OperationCanceledException)
        {
            // The peer is killed, as it should be.
        }
    }
}
