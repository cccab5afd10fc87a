using System.Globalization;

namespace PerfMonitor.Peers.Latency;

/// <summary>Measures each peer without and beside other load, and prints one table.</summary>
internal static class LatencyCommand
{
    // What starting up leaves to do is not idleness: for some minutes the runtime compiles anew what runs often.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(LatencyOptions options, CancellationToken cancellationToken)
    {
        var figures = new List<LatencyFigures>();
        foreach (var peer in options.Peers)
        {
            await using var sink = new WebhookSink();
            if (peer == "prometheus")
            {
                await using var theirs = new PrometheusWithAlertmanager();
                await MeasureAsync("Prometheus + Alertmanager", await theirs.StartAsync(sink.Address, cancellationToken), sink, ours: null);
            }
            else
            {
                await using var ours = new OurAlerts();
                var address = await ours.StartAsync(sink.Address, cancellationToken);
                await Task.Delay(Settling, cancellationToken);
                Console.Error.WriteLine($"PerfMonitor with nothing else to do takes {await ours.IdleShareAsync(Idle, cancellationToken)}");
                await MeasureAsync("PerfMonitor", address, sink, ours);
            }
        }

        Write(Console.Out, figures);

        async Task MeasureAsync(string name, Uri address, WebhookSink sink, OurAlerts? ours)
        {
            foreach (var load in options.Load == 0 ? (int[])[0] : [0, options.Load])
            {
                var began = DateTimeOffset.UtcNow;
                (string, Func<string, long?>)[] ends = ours is null ? [("webhook", sink.CalledAt)] : [("webhook", sink.CalledAt), ("frame of /ws", ours.Frames.FramedAt)];
                Add(await LatencyPass.RunAsync(new(name, Prefix: null, Warmup: 10, options.Alerts, load) { Goal = ours is null ? null : LatencyGoal.Critical }, address, ends, cancellationToken));
                if (ours is not null)
                {
                    Console.Error.WriteLine($"  p50 / p99 ms by stage: {await ours.StagesAsync(began, cancellationToken)}");
                    var warnings = new LatencyPlan($"{name}, warnings", AlertRule.WarningPrefix(load > 0), Warmup: 0, AlertRule.Warnings, load) { Goal = LatencyGoal.Warning };
                    Add(await LatencyPass.RunAsync(warnings, address, [("webhook", sink.CalledAt)], cancellationToken));
                }
            }
        }

        void Add(IReadOnlyList<LatencyFigures> measured)
        {
            figures.AddRange(measured);
            foreach (var one in measured)
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.Peer} to {one.End}, {one.LoadPerSecond:N0} samples/s beside it: p50 {one.Percentile(0.5):N0} ms, p99 {one.Percentile(0.99):N0} ms, {one.Lost} lost"));
            }
        }
    }

    private static void Write(TextWriter output, IReadOnlyList<LatencyFigures> figures)
    {
        output.WriteLine("| from accepted sample | to | other samples/s | alerts | lost | p50 ms | p95 ms | p99 ms | worst ms | p50 ÷ first | p99 ÷ first | goal |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var one in figures)
        {
            // The first figure under the same load.
            var first = figures.First(other => other.LoadPerSecond > 0 == one.LoadPerSecond > 0);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {one.Peer} | {one.End} | {one.LoadPerSecond:N0} | {one.Milliseconds.Count} | {one.Lost} | {one.Percentile(0.5):N0} | {one.Percentile(0.95):N0} | {one.Percentile(0.99):N0} | {one.Percentile(1):N0} | {one.Percentile(0.5) / first.Percentile(0.5):N2} | {one.Percentile(0.99) / first.Percentile(0.99):N2} | {one.Goal?.Judge(one) ?? "–"} |"));
        }
    }
}
