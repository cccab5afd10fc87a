using System.Diagnostics;
using System.Globalization;

namespace PerfMonitor.Bench.GatewayCost;

/// <summary>
/// What the gateway adds to a small answer: the time of a request to the service itself and through each of the given builds of the page's server,
/// one request after the other, in an order that turns round; and the server's processor time.
/// </summary>
internal static class GatewayCostCommand
{
    private const int Rounds = 600;
    private const int RequestsARound = 10;

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

            Console.WriteLine($"{"answer",-10} {"build",-6} {"p10 us",8} {"ratio",6} {"p50 us",8} {"ratio",6} {"cpu us",8}");
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

        var first = roads.First(static road => road.Build is not null);
        foreach (var road in roads)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{way,-10} {road.Name,-6} {road.Micros(0.1),8:F0} {road.Micros(0.1) / first.Micros(0.1),6:F2} {road.Micros(0.5),8:F0} {road.Micros(0.5) / first.Micros(0.5),6:F2} {road.ProcessorMicros,8:F0}"));
        }
    }

    private static string Path(string way) => $"/api/v1/label/job/values?way={Uri.EscapeDataString(way)}";

    private sealed class Road(string name, HttpClient client, WebProcess? build)
    {
        private readonly List<double> _micros = [];
        private TimeSpan _processor;

        public string Name => name;

        public WebProcess? Build => build;

        /// <summary>Of the server, for a request.</summary>
        public double ProcessorMicros => _processor.TotalMicroseconds / _micros.Count;

        /// <summary>The time that this share of the requests stayed below: a tenth is what an idle machine would give, half what this one gave.</summary>
        public double Micros(double share) => _micros.Order().ElementAt((int)(_micros.Count * share));

        public async Task RunAsync(string path)
        {
            var before = build?.ProcessorTime ?? TimeSpan.Zero;
            for (var i = 0; i < RequestsARound; i++)
            {
                var started = Stopwatch.GetTimestamp();
                _ = await client.GetByteArrayAsync(path);
                _micros.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }

            _processor += (build?.ProcessorTime ?? TimeSpan.Zero) - before;
        }
    }
}
