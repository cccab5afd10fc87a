using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.History;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Catalogue;

/// <summary>Builds the catalogue of a large installation and asks it what dashboards and rules ask.</summary>
internal static class CatalogueCommand
{
    private const int Runs = 9;

    // Each with what it shows.
    private static readonly (string Selector, string Shows)[] Queries =
    [
        ("metric_17{instance=\"host-42\"}", "one series by two values"),
        ("metric_17", "one metric"),
        ("{job=\"job-3\",region=\"eu\"}", "two long lists intersected"),
        ("{__name__=~\"metric_17|metric_18|metric_19\"}", "an alternation, looked up"),
        ("{__name__=~\"metric_1.*\",instance=\"host-42\"}", "a short list, an expression tested on it"),
        ("{__name__=~\"metric_12[0-9]\",region!=\"eu\"}", "an expression over all names, a negation tested"),
        ("{container=~\"c-1234.*\"}", "a prefix among many values"),
        ("{container=~\".*1234.*\"}", "a text anywhere among many values"),
        ("{container=~\".*[13]234[57]\"}", "an expression over many values"),
        ("{__name__=~\".+\",region=\"eu\"}", "a fifth of everything"),
        ("{__name__!=\"\",region!=\"eu\"}", "negations alone: everything is tested"),
    ];

    public static int Run(int series)
    {
        using var catalogue = new SeriesCatalogue(Options.Create(new HistoryOptions { MaxSeries = series }));
        var definitions = Definitions(series);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        foreach (var labels in definitions)
        {
            catalogue.Announce(new SeriesDefinition(labels.Id, labels), 0, 1);
        }

        var took = Stopwatch.GetElapsedTime(started);
        var withDefinitions = GC.GetTotalMemory(forceFullCollection: true);
        definitions.Clear();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        Print($"{catalogue.Count:N0} series built in {took.TotalSeconds:F2} s ({took.TotalMicroseconds / series:F2} µs each)");
        Print($"memory: {(withDefinitions - before) / (double)series:F0} bytes a series beside the senders' label sets, {after / 1e6:F0} MB in all once those are gone");
        Print($"{"p50 ms",9} {"max ms",9} {"found",9}  selector");
        foreach (var (selector, shows) in Queries)
        {
            Measure(selector, shows, () => catalogue.Select(PromQuery.ParseSelector(selector), 0, 1, CancellationToken.None).Count);
        }

        Measure("label values of instance", "500 values", () => catalogue.LabelValues("instance").Count);
        Measure("statistics", "status/tsdb", () => (int)catalogue.Statistics(10).LabelPairs);
        Measure("forget a tenth", "numbers keep their gaps", () => Forget(catalogue, series));
        return 0;
    }

    private static int Forget(SeriesCatalogue catalogue, int series)
    {
        for (var i = 0; i < series / 10; i += Runs)
        {
            var labels = Labels(i);
            catalogue.Reject(labels.Id);
        }

        return catalogue.Count;
    }

    private static List<LabelSet> Definitions(int series) => [.. Enumerable.Range(0, series).Select(Labels)];

    // 2,000 metrics on 500 hosts, a fifth of them in containers of their own.
    private static LabelSet Labels(int i)
    {
        var (metric, host) = (i / 500, i % 500);
        List<Label> labels = [new("instance", $"host-{host}"), new("job", $"job-{metric % 20}"), new("region", Region(host)), new("mode", $"mode-{metric % 7}")];
        if (i % 5 == 0)
        {
            labels.Add(new Label("container", $"c-{i}"));
        }

        return LabelSet.Create($"metric_{metric}", labels);
    }

    private static string Region(int host) => (host % 5) switch { 0 => "eu", 1 => "us", 2 => "asia", 3 => "africa", _ => "oceania" };

    private static void Measure(string what, string shows, Func<int> ask)
    {
        var times = new double[Runs];
        var found = 0;
        for (var run = 0; run < Runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            found = ask();
            times[run] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        Print($"{times[Runs / 2],9:F3} {times[^1],9:F3} {found,9:N0}  {what}  ({shows})");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
