using System.Diagnostics;
using System.Globalization;

namespace PerfMonitor.Bench.GatewayCost;

/// <summary>
/// What the gateway adds to a small answer: the time of a request to the service itself and through each of the given builds of the page's server,
/// one request after the other, in an order that turns round; and the server's processor time.
/// </summary>
internal static class GatewayCostCommand
{
    private const int Rounds = 200;
    private const int RequestsARound = 25;

    // Until the programs have compiled for good what they run often.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);

    private static readonly string[] Ways = [AnsweringService.Whole, AnsweringService.Pieces, AnsweringService.Packed];

    public static async Task<int> RunAsync(IReadOnlyList<string> programs)
    {
        await using var service = await AnsweringService.StartAsync();
        using var direct = new HttpClient { BaseAddress = service.Address };
        var builds = programs.Select(program => new WebProcess(program, service.Address)).ToList();
        try
        {
            foreach (var build in builds)
            {
                await build.WaitAsync(Path(AnsweringService.Whole));
                var started = Stopwatch.StartNew();
                for (var i = 0; started.Elapsed < WarmUp; i++)
                {
                    _ = await build.Client.GetByteArrayAsync(Path(Ways[i % Ways.Length]));
                }
            }

            Console.WriteLine($"{"answer",-10} {"build",-6} {"p50 us",8} {"ratio",6} {"p90 us",8} {"cpu us",8}");
            foreach (var way in Ways)
            {
                await CompareAsync(way, [new Road("direct", direct, null), .. builds.Select((build, i) => new Road($"web {i + 1}", build.Client, build))]);
            }
        }
        finally
        {
            builds.ForEach(static build => build.Dispose());
        }

        return 0;
    }

    private static async Task CompareAsync(string way, IReadOnlyList<Road> roads)
    {
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var road in round % 2 == 0 ? roads : roads.Reverse())
            {
                await road.RunAsync(Path(way));
            }
        }

        foreach (var road in roads)
        {
            road.Micros.Sort();
            var (half, tenth) = (road.Micros[road.Micros.Count / 2], road.Micros[road.Micros.Count * 9 / 10]);
            var first = roads.Skip(1).First().Micros;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{way,-10} {road.Name,-6} {half,8:F0} {half / first[first.Count / 2],6:F2} {tenth,8:F0} {road.Processor.TotalMicroseconds / road.Micros.Count,8:F0}"));
        }
    }

    private static string Path(string way) => $"/api/v1/label/job/values?way={Uri.EscapeDataString(way)}";

    private sealed class Road(string name, HttpClient client, WebProcess? build)
    {
        public string Name => name;

        public List<double> Micros { get; } = [];

        public TimeSpan Processor { get; private set; }

        public async Task RunAsync(string path)
        {
            var before = build?.ProcessorTime ?? TimeSpan.Zero;
            for (var i = 0; i < RequestsARound; i++)
            {
                var started = Stopwatch.GetTimestamp();
                _ = await client.GetByteArrayAsync(path);
                Micros.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }

            Processor += (build?.ProcessorTime ?? TimeSpan.Zero) - before;
        }
    }
}
