using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Tests.Receivers;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

/// <summary>Channels as Alertmanager's file makes them.</summary>
internal static class FileChannels
{
    private static readonly PageOptions Page = new() { Url = "https://perf.example" };
    private static readonly ManualTimeProvider Clock = new(Samples.Noon.AddMinutes(1));

    /// <summary>The file with one receiver, <c>team-x</c>, whose integration is given in YAML's flow style.</summary>
    public static AlertmanagerFile File(string integration, string global = "{}", params IReadOnlyList<(string Name, string Text)> templates) => AlertmanagerFile.Read(
        $"global: {global}\nroute: {{ receiver: team-x }}\ntemplates: [ '*.tmpl' ]\nreceivers:\n- name: team-x\n  {integration}\n", new FakeFiles(templates));

    /// <summary>The one channel of a file without errors.</summary>
    public static IReceiver Only(AlertmanagerFile file)
    {
        Assert.Empty(file.Errors);
        return Of(Assert.Single(file.Channels));
    }

    /// <summary>The channel as the service builds it.</summary>
    public static IReceiver Of(FileChannel channel) => ReceiverDefaults.Build(
        new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<AlertingMetrics>()
            .AddSingleton<IMailer, SmtpMailer>()
            .AddSingleton<ISentParts, FakeSentParts>()
            .AddSingleton(HttpConnections.Sender(HttpConnection.Usual, Clock))
            .AddSingleton(Options.Create(Page))
            .AddSingleton(Options.Create(new SmtpOptions()))
            .AddSingleton(Options.Create(new ChannelsOptions { FromFile = [channel] }))
            .BuildServiceProvider()).Find(channel.Name)!;
}
