using System.Globalization;
using System.Text.Json;
using PerfMonitor.Peers.Latency;
using PerfMonitor.Peers.Measuring;
using PerfMonitor.Peers.Peers;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.Peers.Handover;

/// <summary>
/// How fresh answers are while a second instance of analytics joins, shares the partitions, leaves, and is killed: from the acceptance of each sample
/// to the first answer with it, of the first instance through the gateway and of the second by itself.
/// </summary>
internal sealed class HandoverCommand(HandoverOptions options)
{
    private const string First = "first";
    private const string Second = "second";

    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(10);

    // Longer than the broker, or an instance, waits for anything.
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(6);

    private readonly Dictionary<(string Phase, string Asked), List<double>> _delays = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var stack = new OurStack();
        await stack.StartAsync(cancellationToken);
        await IngestRun.UntilIdleAsync(stack, cancellationToken);
        using var client = stack.CreateQueryClient();
        using var loadClient = new HttpClient();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var load = options.Load == 0 ? Task.CompletedTask : new OtherLoad(loadClient, stack.WriteAddress, options.Load).RunAsync(ended.Token);
        var writer = new CountedWriter(stack) { Phase = "warming up" };
        var writing = writer.WriteAsync(ended.Token);
        var reader = new FreshnessReader(First, client, writer);
        var reading = reader.ReadAsync(ended.Token);
        await Task.Delay(Steady, cancellationToken);
        writer.Phase = "one instance";
        await Task.Delay(Steady, cancellationToken);
        for (var round = 0; round < options.Rounds; round++)
        {
            await JoinAsync(stack, client, writer, "it leaves", static (second, token) => second.LeaveAsync(token), cancellationToken);
            await JoinAsync(stack, client, writer, "it is killed", static (second, token) => second.KillAsync(token), cancellationToken);
            Console.Error.WriteLine($"round {round + 1} of {options.Rounds} is over");
        }

        await ended.CancelAsync();
        await Task.WhenAll(writing, reading, load);
        Keep(reader, First);
        Write(Console.Out);
    }

    private async Task JoinAsync(OurStack stack, HttpClient client, CountedWriter writer, string end, Func<SecondAnalytics, CancellationToken, Task> leave, CancellationToken cancellationToken)
    {
        writer.Phase = "a second starts";
        using var second = await SecondAnalytics.StartAsync(stack.ProcessId("analytics"), cancellationToken);
        writer.Phase = "partitions change hands";
        var reader = new FreshnessReader(Second, second.Http, writer);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = reader.ReadAsync(left.Token);
        while (!await IsConsumingAsync(client, second, cancellationToken)) await Task.Delay(500, cancellationToken);
        writer.Phase = "two instances";
        await Task.Delay(Steady, cancellationToken);
        await left.CancelAsync();
        await reading;
        Keep(reader, Second);
        writer.Phase = end;
        await leave(second, cancellationToken);
        await Task.Delay(Aftermath, cancellationToken);
        writer.Phase = "one instance";
        await Task.Delay(Aftermath, cancellationToken);
    }

    private void Keep(FreshnessReader reader, string asked)
    {
        foreach (var (phase, delays) in reader.Delays)
        {
            if (!_delays.TryGetValue((phase, asked), out var all)) _delays[(phase, asked)] = all = [];
            all.AddRange(delays);
        }
    }

    private void Write(TextWriter output)
    {
        output.WriteLine($"| {options.Rounds} rounds, {options.Load:N0} other samples/s | asked | samples | p50 ms | p99 ms | longest ms | beyond {FreshnessReader.Goal.TotalMilliseconds:N0} ms |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var ((phase, asked), delays) in _delays)
        {
            delays.Sort();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {phase} | {asked} | {delays.Count:N0} | {delays[delays.Count / 2]:N1} | {delays[delays.Count * 99 / 100]:N1} | {delays[^1]:N1} | {delays.Count(static delay => delay > FreshnessReader.Goal.TotalMilliseconds):N0} |"));
        }
    }

    /// <summary>Whether an instance takes samples off the bus, as it says itself.</summary>
    private static async Task<bool> IsConsumingAsync(HttpClient client, SecondAnalytics instance, CancellationToken cancellationToken)
    {
        var query = Uri.EscapeDataString($$"""analytics_samples_consumed_total{instance="{{instance.Id}}"} > 0""");
        using var json = JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/v1/query?query={query}", UriKind.Relative), cancellationToken));
        return json.RootElement.GetProperty("data").GetProperty("result").GetArrayLength() > 0;
    }
}
