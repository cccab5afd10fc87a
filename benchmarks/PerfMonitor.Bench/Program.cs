using System.Globalization;
using PerfMonitor.Bench.ExplainCost;
using PerfMonitor.Bench.PromQlTest;

return args switch
{
    ["promqltest", var folder, .. var options] => await PromQlTestCommand.RunAsync(folder, verbose: !options.Contains("--quiet")),
    ["explain-cost"] => ExplainCostCommand.Run(series: 5_000, points: 240),
    ["explain-cost", var series, var points] => ExplainCostCommand.Run(int.Parse(series, CultureInfo.InvariantCulture), int.Parse(points, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: PerfMonitor.Bench <command>

          promqltest DIR [--quiet]   runs every *.test script of a folder (Prometheus' promqltest language),
                                     prints passed/total per file and what failed; exit code 1 if anything
                                     failed that is not a native histogram

          explain-cost [SERIES POINTS]
                                     ranks the series that moved with one among others (5,000 of 240 points)
                                     and prints the time beside that of one plain correlation of each
        """);
    return 2;
}
