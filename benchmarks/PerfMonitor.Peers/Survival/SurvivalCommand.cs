using System.Globalization;
using PerfMonitor.Peers.Peers;

namespace PerfMonitor.Peers.Survival;

/// <summary>Kills all processes of each peer while it is written to, starts it on what it kept, and prints what is missing.</summary>
internal static class SurvivalCommand
{
    private const int Connections = 4;

    public static async Task RunAsync(SurvivalOptions options, Func<string, IPeer> create, CancellationToken cancellationToken)
    {
        var counts = new List<SurvivalCount>();
        foreach (var name in options.Peers)
        {
            await using var peer = create(name);
            counts.Add(await MeasureAsync(peer, TimeSpan.FromSeconds(options.Seconds), cancellationToken));
            Console.Error.WriteLine($"{peer.Name}: {counts[^1].Missing} of {counts[^1].Accepted} missing");
        }

        Console.Out.WriteLine("| killed while writing | accepted samples | lost | the first of them taken so long before the kill, s |");
        Console.Out.WriteLine("|---|---|---|---|");
        foreach (var one in counts)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {one.Peer} | {one.Accepted:N0} | {one.Missing:N0} | {one.MissingSince.TotalSeconds:N1} |"));
        }
    }

    private static async Task<SurvivalCount> MeasureAsync(IPeer peer, TimeSpan duration, CancellationToken cancellationToken)
    {
        await peer.StartAsync(cancellationToken);
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writers = Enumerable.Range(0, Connections).Select(static connection => new KilledWriter(connection)).ToList();
        var writing = Task.WhenAll(writers.Select(writer => Task.Run(() => writer.WriteAsync(peer, killed.Token), cancellationToken)));
        await Task.Delay(duration, cancellationToken);
        await peer.KillAsync(cancellationToken);
        await killed.CancelAsync();
        await writing;
        await peer.RestartAsync(cancellationToken);
        return await SurvivalCount.TakeAsync(peer, writers, cancellationToken);
    }
}
