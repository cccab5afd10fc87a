using System.Globalization;
using PerfMonitor.Peers;
using PerfMonitor.Peers.Handover;
using PerfMonitor.Peers.Latency;
using PerfMonitor.Peers.Measuring;
using PerfMonitor.Peers.Peers;
using PerfMonitor.Peers.Survival;
using PerfMonitor.Peers.Workloads;

const string Usage = """
    Usage: PerfMonitor.Peers [--series 10000] [--hours 6] [--rounds 2] [--interval 15] [--connections 4]
                             [--repeats 25] [--warm 10] [--peers prometheus,victoriametrics,perfmonitor]

      Starts each peer in turn, empty, waits until its start is over, sends it the same remote-write requests, so many hours of them at a time, waits
      until it is idle after each, and asks it the same queries, soon after its start and once more after it was asked each for
      some seconds; prints one table with the last peer's ratio to each other one. The first two come from Debian:
      apt install prometheus victoria-metrics. Everything stays on loopback and in temporary folders.

           PerfMonitor.Peers latency [--alerts 200] [--load 100000] [--peers prometheus,perfmonitor]

      From an accepted sample to the call of a webhook, and to the frame a browser gets: by itself, then beside so many
      other samples per second; warnings to the webhook; and what PerfMonitor takes when it has nothing to do.
      Prometheus and Alertmanager come from Debian: apt install prometheus prometheus-alertmanager.

           PerfMonitor.Peers survival [--seconds 20] [--peers prometheus,victoriametrics,perfmonitor]

      Writes to each peer, kills all its processes with SIGKILL meanwhile, starts it on what it kept, and counts
      which of the accepted samples are missing.

           PerfMonitor.Peers handover [--rounds 3] [--load 0]

      From an accepted sample to the first answer with it while a second instance of analytics joins, shares the partitions, leaves, joins
      again and is killed; beside so many other samples per second.

           PerfMonitor.Peers storm [100000]

      So many warnings reported at once over Alertmanager's API, beside critical alerts.
    """;

using var stopped = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => (pressed.Cancel, _) = (true, stopped.CancelAsync());
if (args is ["latency", ..])
{
    if (LatencyOptions.Read(args.AsSpan(1)) is not { } wanted)
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    try
    {
        await LatencyCommand.RunAsync(wanted, stopped.Token);
        return 0;
    }
    catch (PeerMissingException missing)
    {
        Console.Error.WriteLine(missing.Message);
        return 1;
    }
}

if (args is ["survival", ..])
{
    if (SurvivalOptions.Read(args.AsSpan(1)) is not { } wanted)
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    // The AppHost makes it, with rights that let PostgreSQL through.
    var folder = Path.Combine(Path.GetTempPath(), $"perfmonitor-peers-survival-{Guid.NewGuid():N}");
    try
    {
        await SurvivalCommand.RunAsync(wanted, name => name == "perfmonitor" ? new OurStack($"PerfMonitor:DataFolder={folder}") : Create(name), stopped.Token);
        return 0;
    }
    catch (PeerMissingException missing)
    {
        Console.Error.WriteLine(missing.Message);
        return 1;
    }
    finally
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}

if (args is ["handover", ..])
{
    if (HandoverOptions.Read(args.AsSpan(1)) is not { } wanted)
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    await new HandoverCommand(wanted).RunAsync(stopped.Token);
    return 0;
}

if (args is ["storm", .. var count])
{
    if (count.Length > 1 || !int.TryParse(count.FirstOrDefault("100000"), NumberStyles.None, CultureInfo.InvariantCulture, out var alerts) || alerts is < 1_000 or > 1_000_000)
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    await StormCommand.RunAsync(alerts, stopped.Token);
    return 0;
}

if (RunOptions.Read(args, out var reason) is not { } options)
{
    Console.Error.WriteLine($"{reason}\n\n{Usage}");
    return 2;
}

using var workload = RecordedWorkload.Record(options, RecordedWorkload.LastFinishedBlock(DateTimeOffset.UtcNow));
Console.Error.WriteLine($"{options.Rounds} times {options.Samples:N0} samples of {options.Series:N0} series, {workload.Bytes / 1e6:N0} MB of requests");
var queries = MeasuredQuery.For(workload);
var figures = new List<PeerFigures>();
try
{
    foreach (var name in options.Peers) figures.Add(await MeasureAsync(Create(name)));
}
catch (PeerMissingException missing)
{
    Console.Error.WriteLine(missing.Message);
    return 1;
}
catch (OperationCanceledException) when (stopped.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped; what follows is of the peers that were through.");
}

if (figures.Count > 0) ResultTable.Write(Console.Out, options, queries, figures);
return stopped.IsCancellationRequested ? 130 : 0;

async Task<PeerFigures> MeasureAsync(IPeer peer)
{
    await using (peer)
    {
        await peer.StartAsync(stopped.Token);
        await IngestRun.UntilIdleAsync(peer, stopped.Token);
        Console.Error.WriteLine($"{peer.Name} runs");
        var rounds = new List<IngestFigures>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var ingest = await IngestRun.RunAsync(peer, workload, round, stopped.Token);
            Console.Error.WriteLine($"{peer.Name} took the samples in {ingest.Elapsed.TotalSeconds:N1} s, {ingest.PutOff} requests were put off; CPU: "
                + string.Join(", ", ingest.ProcessorSeconds.OrderByDescending(one => one.Value).Take(8).Select(one => $"{one.Key} {one.Value:N1} s")));
            rounds.Add(ingest);
        }

        var bytes = await peer.CompactAsync(stopped.Token);
        var first = await QueryRun.RunAsync(peer, queries, TimeSpan.Zero, options.Repeats, stopped.Token);
        var warm = await QueryRun.RunAsync(peer, queries, TimeSpan.FromSeconds(options.Warm), options.Repeats, stopped.Token);
        var resident = peer.Processes.ResidentBytes;
        var known = await FreshnessRun.RunAsync(peer, isNew: false, stopped.Token);
        return new PeerFigures(peer.Name, rounds, bytes, resident, first, warm, known, await FreshnessRun.RunAsync(peer, isNew: true, stopped.Token));
    }
}

static IPeer Create(string name) => name switch
{
    "prometheus" => new Prometheus(),
    "victoriametrics" => new VictoriaMetrics(),
    "perfmonitor" => new OurStack(),
    _ => throw new PeerMissingException($"there is no peer {name}; there are prometheus, victoriametrics and perfmonitor"),
};
