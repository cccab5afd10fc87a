using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using PerfMonitor.Testing;

namespace PerfMonitor.Bench.PromQlDifferential;

/// <summary>Asks random queries of our engine and of a real Prometheus over the same data, and prints in what the answers differ.</summary>
internal static partial class DifferentialCommand
{
    // Differences beyond these are counted only: their root causes are mostly those of the first.
    private const int MaxShrunk = 200;

    /// <summary>Runs; the exit code is 1 where anything differs, 2 where no Prometheus is installed.</summary>
    public static Task<int> RunAsync(DifferentialOptions options) => WithTrialAsync(options.Seed, trial => RunAsync(options, trial));

    /// <summary>Asks one query, at so many seconds of the data, and prints both answers.</summary>
    public static Task<int> AskAsync(string query, string seconds, int seed) => WithTrialAsync(seed, trial => AskAsync(query, seconds, trial));

    private static async Task<int> WithTrialAsync(int seed, Func<Trial, Task<int>> use)
    {
        if (InstalledTool.Find("prometheus") is not { } tool)
        {
            Console.Error.WriteLine(InstalledTool.Missing("prometheus"));
            return 2;
        }

        var data = DifferentialData.Create(seed);
        await using var server = await PrometheusServer.StartAsync(tool);
        await server.WriteAsync(data);
        return await use(new Trial(server.AskAsync, data));
    }

    private static async Task<int> RunAsync(DifferentialOptions options, Trial trial)
    {
        var counts = new ConcurrentDictionary<TrialOutcome, long>();
        var excluded = new ConcurrentDictionary<string, long>();
        var different = new ConcurrentQueue<(DifferentialQuery Query, string Reason)>();
        var numbers = Enumerable.Range(0, checked((int)options.Queries)).Select(i => options.First + i);
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = options.Connections }, async (number, _) =>
        {
            var query = QueryGrammar.Make(options.Seed, number);
            var result = await trial.RunAsync(query);
            counts.AddOrUpdate(result.Outcome, 1, static (_, count) => count + 1);
            if (result.Outcome == TrialOutcome.Excluded) excluded.AddOrUpdate(result.Reason, 1, static (_, count) => count + 1);
            if (result.Outcome == TrialOutcome.Different) different.Enqueue((query, result.Reason));
        });

        await ReportAsync(different, trial, options.Seed);
        foreach (var (reason, count) in excluded.OrderByDescending(pair => pair.Value)) Console.WriteLine($"excluded {count,8}  {reason}");
        long Count(TrialOutcome outcome) => counts.GetValueOrDefault(outcome);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {options.Seed}: {options.Queries} queries, {Count(TrialOutcome.Equal)} equal, {Count(TrialOutcome.Excluded)} excluded, {Count(TrialOutcome.Different)} different"));
        return different.IsEmpty ? 0 : 1;
    }

    private static async Task<int> AskAsync(string query, string seconds, Trial trial)
    {
        long[] times = [.. seconds.Split(',').Select(second => DifferentialData.StartMs + (long)(double.Parse(second, CultureInfo.InvariantCulture) * 1_000))];
        var asked = new DifferentialQuery(0, QueryTree.Of(TreeKind.Vector, query), times[0], times.Length > 1 ? times[1] : times[0], times.Length > 2 ? times[2] - DifferentialData.StartMs : 0);
        var result = await trial.RunAsync(asked);
        Console.WriteLine($"{result.Outcome} {result.Reason}\n  ours   {result.Ours.Show()}\n  theirs {result.Theirs.Show()}");
        return result.Outcome == TrialOutcome.Different ? 1 : 0;
    }

    private static async Task ReportAsync(IEnumerable<(DifferentialQuery Query, string Reason)> different, Trial trial, int seed)
    {
        var shrunk = new List<(string Cause, DifferentialQuery Query, TrialResult Result)>();
        foreach (var (query, reason) in different.OrderBy(one => one.Query.Number).Take(MaxShrunk))
        {
            string kind = Masked(reason);
            var shrinker = new QueryShrinker(async candidate => await trial.RunAsync(candidate) is { Outcome: TrialOutcome.Different } again && Masked(again.Reason) == kind);
            var small = await shrinker.ShrinkAsync(query);
            shrunk.Add(($"{kind}: {Masked(small.Text)}", small, await trial.RunAsync(small)));
        }

        foreach (var group in shrunk.GroupBy(one => one.Cause).OrderByDescending(group => group.Count()))
        {
            var (cause, query, result) = group.MinBy(one => one.Query.Text.Length);
            Console.WriteLine($"{group.Count()} × {cause}");
            Console.WriteLine($"  number {query.Number} of seed {seed}, at {(query.StartMs - DifferentialData.StartMs) / 1_000.0}{(query.IsRange ? $" to {(query.EndMs - DifferentialData.StartMs) / 1_000.0} by {query.StepMs / 1_000.0}" : "")}: {query.Text}");
            Console.WriteLine($"  ours   {result.Ours.Show()}");
            Console.WriteLine($"  theirs {result.Theirs.Show()}");
        }
    }

    /// <summary>A query or reason without its numbers, names of series and texts, so that those of one root cause look alike.</summary>
    private static string Masked(string text) => Values().Replace(Names().Replace(Texts().Replace(text, "\"…\""), "m"), "N");

    [GeneratedRegex("\"[^\"]*\"|\\{[^{}]*\\}")]
    private static partial Regex Texts();

    [GeneratedRegex(@"\b(gauge|odd|levels|requests_total|errors_total|latency_seconds_(bucket|count|sum)|version_info|gappy|gappy_total|limit|one|nothing)\b")]
    private static partial Regex Names();

    [GeneratedRegex(@"[+-]?\b\d[\d.e+-]*|[+-]?\b(NaN|Inf|inf)\b")]
    private static partial Regex Values();
}
