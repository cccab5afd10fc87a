namespace PerfMonitor.Hosting.Settings;

/// <summary>Turns the switches that people type into configuration keys.</summary>
internal static class CommandLine
{
    public static string[] Expand(IEnumerable<string> args) =>
        [.. args.Select(arg => arg switch
        {
            "--fresh" => "--PerfMonitor:Fresh=true",
            _ => arg,
        })];
}
