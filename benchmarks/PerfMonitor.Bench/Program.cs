using PerfMonitor.Bench.PromQlTest;

return args switch
{
    ["promqltest", var folder, .. var options] => await PromQlTestCommand.RunAsync(folder, verbose: !options.Contains("--quiet")),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: PerfMonitor.Bench <command>

          promqltest DIR [--quiet]   runs every *.test script of a folder (Prometheus' promqltest language),
                                     prints passed/total per file and what failed; exit code 1 if anything
                                     failed that is not a native histogram
        """);
    return 2;
}
