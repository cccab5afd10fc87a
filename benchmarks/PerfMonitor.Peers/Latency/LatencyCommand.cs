using System.Globalization;

namespace PerfMonitor.Peers.Latency;

/// <summary>Measures each peer without and beside other load, and prints one table.</summary>
internal static class LatencyCommand
{
    public static async Task RunAsync(LatencyOptions options, CancellationToken cancellationToken)
    {
        var figures = new List<LatencyFigures>();
        foreach (var peer in options.Peers)
        {
            await using var sink = new WebhookSink();
            if (peer == "prometheus")
            {
                await using var theirs = new PrometheusWithAlertmanager();
                await MeasureAsync("Prometheus + Alertmanager", await theirs.StartAsync(sink.Address, cancellationToken), sink, stages: null);
            }
            else
            {
                await using var ours = new OurAlerts();
                await MeasureAsync("PerfMonitor", await ours.StartAsync(sink.Address, cancellationToken), sink, ours.StagesAsync);
            }
        }

        Write(Console.Out, figures);

        async Task MeasureAsync(string name, Uri address, WebhookSink sink, Func<DateTimeOffset, CancellationToken, Task<string>>? stages)
        {
            foreach (var load in options.Load == 0 ? (int[])[0] : [0, options.Load])
            {
                var began = DateTimeOffset.UtcNow;
                figures.Add(await LatencyPass.RunAsync(name, address, sink, options.Alerts, load, cancellationToken));
                var last = figures[^1];
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, {last.LoadPerSecond:N0} samples/s beside it: p50 {last.Percentile(0.5):N0} ms, p99 {last.Percentile(0.99):N0} ms, {last.Lost} lost"));
                if (stages is not null) Console.Error.WriteLine($"  p50 / p99 ms by stage: {await stages(began, cancellationToken)}");
            }
        }
    }

    private static void Write(TextWriter output, IReadOnlyList<LatencyFigures> figures)
    {
        output.WriteLine("| from accepted sample to webhook | other samples/s | alerts | lost | p50 ms | p95 ms | p99 ms | worst ms | p50 ÷ first | p99 ÷ first |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var one in figures)
        {
            // The first peer under the same load.
            var first = figures.First(other => other.LoadPerSecond > 0 == one.LoadPerSecond > 0);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {one.Peer} | {one.LoadPerSecond:N0} | {one.Milliseconds.Count} | {one.Lost} | {one.Percentile(0.5):N0} | {one.Percentile(0.95):N0} | {one.Percentile(0.99):N0} | {one.Percentile(1):N0} | {one.Percentile(0.5) / first.Percentile(0.5):N2} | {one.Percentile(0.99) / first.Percentile(0.99):N2} |"));
        }
    }
}
