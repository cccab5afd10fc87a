using System.Globalization;
using PerfMonitor.Web.Live.Appraisal;
using PerfMonitor.Web.Live.Prometheus;

namespace PerfMonitor.Web.Live.Overview;

/// <summary>Makes the overview out of the answers to <see cref="OverviewQueries"/>. What was not answered is null, never zero.</summary>
internal static class OverviewComposer
{
    private const string CoreField = "cpu_core";

    public static OverviewReading Compose(long timestamp, IReadOnlyList<PrometheusSeries> answer, double? uptime, int connections, Scores? scores = null)
    {
        var byField = answer.ToLookup(series => series.Label(OverviewQueries.FieldLabel) ?? "");
        var point = new OverviewPoint(timestamp)
        {
            Throughput = Number("throughput"),
            Latency = Number("latency"),
            LatencyP95 = Number("latency_p95"),
            Memory = Number("memory"),
            MemoryTotal = Number("memory_total"),
            Cpu = Number("cpu"),
            Cores = Cores(byField[CoreField]),
            ErrorRate = Number("error_rate"),
            ActiveConnections = connections,
            Uptime = uptime,
            OptimizationScore = scores?.Optimization.Value,
            HealthScore = scores?.Health.Value,
        };
        return new OverviewReading(point, Targets(byField["target_up"], byField["target_latency"], byField["target_status"]));

        double? Number(string field) => byField[field].FirstOrDefault()?.Last;
    }

    /// <summary>Points of the past, oldest first, one for each time at which anything was measured.</summary>
    public static IReadOnlyList<OverviewPoint> ComposeHistory(IReadOnlyList<PrometheusSeries> answer)
    {
        var byTime = new SortedDictionary<long, OverviewPoint>();
        foreach (var series in answer.Where(static series => series.Label(OverviewQueries.FieldLabel) != CoreField))
        {
            foreach (var (time, value) in series.Values.Where(pair => double.IsFinite(pair.Value)))
            {
                var point = byTime.GetValueOrDefault(time) ?? new OverviewPoint(time);
                byTime[time] = series.Label(OverviewQueries.FieldLabel) switch
                {
                    "throughput" => point with { Throughput = value },
                    "latency" => point with { Latency = value },
                    "latency_p95" => point with { LatencyP95 = value },
                    "memory" => point with { Memory = value },
                    "memory_total" => point with { MemoryTotal = value },
                    "cpu" => point with { Cpu = value },
                    "error_rate" => point with { ErrorRate = value },
                    _ => point,
                };
            }
        }

        AddCores(byTime, InOrder(answer.Where(static series => series.Label(OverviewQueries.FieldLabel) == CoreField)));
        return [.. byTime.Values];
    }

    private static List<double?>? Cores(IEnumerable<PrometheusSeries> series)
    {
        var cores = InOrder(series).Select(core => core.Last).ToList();
        return cores.Count > 0 ? cores : null;
    }

    // A core that was not measured in a second keeps its place.
    private static void AddCores(SortedDictionary<long, OverviewPoint> points, List<PrometheusSeries> cores)
    {
        for (var core = 0; core < cores.Count; core++)
        {
            foreach (var (time, value) in cores[core].Values.Where(pair => double.IsFinite(pair.Value) && points.ContainsKey(pair.Time)))
            {
                var known = points[time].Cores ?? new double?[cores.Count];
                points[time] = points[time] with { Cores = [.. known.Select((other, index) => index == core ? value : other)] };
            }
        }
    }

    // cpu="10" comes after cpu="9"; several hosts stand one after the other.
    private static List<PrometheusSeries> InOrder(IEnumerable<PrometheusSeries> cores) =>
    [
        .. cores
            .OrderBy(core => core.Label("instance"), StringComparer.Ordinal)
            .ThenBy(core => int.TryParse(core.Label("cpu"), CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue)
            .ThenBy(core => core.Label("cpu"), StringComparer.Ordinal),
    ];

    private static List<TargetState> Targets(
        IEnumerable<PrometheusSeries> up, IEnumerable<PrometheusSeries> latency, IEnumerable<PrometheusSeries> status)
    {
        var latencies = ByTarget(latency);
        var statuses = ByTarget(status);
        return [.. ByTarget(up)
            .OrderBy(target => target.Key, StringComparer.OrdinalIgnoreCase)
            .Select(target => new TargetState(
                target.Key,
                target.Value.Label("kind"),
                target.Value.Label("instance"),
                target.Value.Last is { } success ? success > 0 : null,
                latencies.GetValueOrDefault(target.Key)?.Last,
                Status(statuses.GetValueOrDefault(target.Key)?.Last)))];
    }

    // Where a target changed its address, two series of it may be there for a while: the later one counts.
    private static Dictionary<string, PrometheusSeries> ByTarget(IEnumerable<PrometheusSeries> series) => series
        .Where(one => one.Label("target") is { Length: > 0 })
        .GroupBy(one => one.Label("target")!)
        .ToDictionary(group => group.Key, group => group.MaxBy(one => one.Values[^1].Time)!);

    // The probe writes 0 when there was no answer.
    private static int? Status(double? value) => value is >= 100 and < 1000 ? (int)value : null;
}
