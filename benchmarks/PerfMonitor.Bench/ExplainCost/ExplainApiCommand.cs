using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using PerfMonitor.Bench.IntakeCost;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.ExplainCost;

/// <summary>
/// What <c>/api/v1/explain</c> takes from the request to the last byte of the answer, with its reads: one series among 5,000
/// others, an hour of each, the last five minutes of it in the live windows too.
/// </summary>
internal static class ExplainApiCommand
{
    private const int Others = 5_000;
    private const int SeriesPerMetric = 100;
    private const int Rounds = 9;

    // An hour at 15 s.
    private const int Steps = 240;
    private const int Moved = 200;

    // One in five of the others moves when the series in question does.
    private const int MovingShare = 5;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    // Longer, and a person begins to wait.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync()
    {
        var load = new IntakeLoad(Series(), Steps, Step);
        await using var host = new IntakeHost();
        await using var queues = await IntakeQueues.OpenAsync(host.BusAddress);
        using var committed = new CommittedSamples();
        await host.StartAsync();
        var end = TimeProvider.System.GetUtcNow();
        await queues.SendAsync(load.Messages(end.ToUnixTimeMilliseconds()));
        await committed.ReachAsync(load.Samples);

        using var viewer = host.Viewer();
        var question = $"/api/v1/explain?query=latency_seconds&time={end - ((Steps - Moved) * Step):yyyy-MM-ddTHH:mm:ss.fffZ}";
        var (first, answer) = await AskAsync(viewer, question);
        var later = new List<TimeSpan>();
        while (later.Count < Rounds)
        {
            later.Add((await AskAsync(viewer, question)).Took);
        }

        await host.StopAsync();
        later.Sort();
        var compared = (int)answer["search"]!["compared"]!;
        Print($"{compared:N0} series of an hour compared, {answer["movers"]!.AsArray().Count} named: {(string)answer["text"]!}");
        Print($"  first, nothing compiled and no chunk decoded  {first.TotalMilliseconds,6:0} ms");
        Print($"  afterwards, median of {Rounds}; longest             {later[Rounds / 2].TotalMilliseconds,6:0} ms; {later[^1].TotalMilliseconds:0} ms");
        if (compared != Others)
        {
            Console.Error.WriteLine($"{compared} series were compared where {Others} were to be.");
            return 1;
        }

        return later[Rounds / 2] <= Bound ? 0 : 1;
    }

    private static async Task<(TimeSpan Took, JsonNode Answer)> AskAsync(HttpClient viewer, string question)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await viewer.GetAsync(question);
        var body = await response.Content.ReadAsStringAsync();
        var took = Stopwatch.GetElapsedTime(started);
        return response.IsSuccessStatusCode ? (took, JsonNode.Parse(body)!) : throw new InvalidOperationException($"{(int)response.StatusCode}: {body}");
    }

    private static IEnumerable<(LabelSet Labels, double[] Values)> Series()
    {
        var random = new Random(1);
        yield return (LabelSet.Create("latency_seconds", new Label("service", "shop")), Noise(random, step: 2));
        for (var i = 0; i < Others; i++)
        {
            yield return (
                LabelSet.Create(
                    string.Create(CultureInfo.InvariantCulture, $"gauge_{i / SeriesPerMetric:00}"),
                    new Label("instance", string.Create(CultureInfo.InvariantCulture, $"host-{i % SeriesPerMetric:000}.example:9100"))),
                Noise(random, i % MovingShare == 0 ? 2 : 0));
        }
    }

    private static double[] Noise(Random random, double step) =>
        [.. Enumerable.Range(0, Steps).Select(i => random.NextDouble() - 0.5 + (i >= Moved ? step : 0))];

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
