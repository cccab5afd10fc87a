using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

/// <summary>Alertmanager's and Prometheus' own programs. A test that wants one is skipped where it is not installed.</summary>
internal static class Tools
{
    public static InstalledTool Need(string name)
    {
        var tool = InstalledTool.Find(name);
        Assert.SkipWhen(tool is null, InstalledTool.Missing(name));
        return tool;
    }

    public static Task<(int Exit, string Output)> AmtoolAsync(params IReadOnlyList<string> arguments) => Need("amtool").RunAsync(TestContext.Current.CancellationToken, arguments);
}
