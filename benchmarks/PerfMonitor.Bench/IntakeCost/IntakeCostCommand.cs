using System.Diagnostics;
using System.Globalization;

namespace PerfMonitor.Bench.IntakeCost;

/// <summary>What a sample costs analytics between its delivery and the acknowledgement, in processor time and allocation, as a whole and by stage.</summary>
internal static class IntakeCostCommand
{
    private const int Series = 10_000;
    private const int Steps = 240;
    private const int WholeRuns = 3;

    // 200,000 samples, at which a group commit begins early.
    private const int MessagesPerCommit = 200;

    public static async Task<int> RunAsync()
    {
        var load = IntakeLoad.OfNodes(Series, Steps);
        await using var host = new IntakeHost();
        await using var queues = await IntakeQueues.OpenAsync(host.BusAddress);
        using var committed = new CommittedSamples();
        await host.StartAsync();
        Print($"{load.Samples:N0} samples of {Series:N0} series\n{"",-64}{"CPU ns/sample",14}{"bytes/sample",18}");
        for (var run = 1; run <= WholeRuns; run++)
        {
            var whole = new StageCost($"whole service, from the queues to the last commit, run {run}");
            await whole.MeasureAsync(() => DeliverAsync(host, committed, load));
            Console.WriteLine(whole.Row(load.Samples));
        }

        await host.StopAsync();
        var stages = new IntakeStages(host);
        await stages.RunAsync(load.Messages(NowMs()), MessagesPerCommit);
        Console.WriteLine(string.Join('\n', stages.Rows(load.Samples)));
        Print($"resident {Environment.WorkingSet / 1e6:F0} MB");
        return 0;
    }

    /// <summary>Sends the load; another process does so, whose time is not counted.</summary>
    public static async Task<int> SendAsync(Uri bus)
    {
        await using var queues = await IntakeQueues.OpenAsync(bus);
        await queues.SendAsync(IntakeLoad.OfNodes(Series, Steps).Messages(NowMs()));
        return 0;
    }

    private static async Task DeliverAsync(IntakeHost host, CommittedSamples committed, IntakeLoad load)
    {
        var before = committed.Count;
        using var sender = Process.Start("dotnet", [Environment.GetCommandLineArgs()[0], "intake-send", host.BusAddress.OriginalString]);
        await committed.ReachAsync(before + load.Samples);
        await sender.WaitForExitAsync();
    }

    private static long NowMs() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
