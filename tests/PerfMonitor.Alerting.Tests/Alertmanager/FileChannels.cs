using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Discord;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Alerting.Receivers.Opsgenie;
using PerfMonitor.Alerting.Receivers.PagerDuty;
using PerfMonitor.Alerting.Receivers.Pushover;
using PerfMonitor.Alerting.Receivers.RocketChat;
using PerfMonitor.Alerting.Receivers.Slack;
using PerfMonitor.Alerting.Receivers.Teams;
using PerfMonitor.Alerting.Receivers.Telegram;
using PerfMonitor.Alerting.Receivers.Templates;
using PerfMonitor.Alerting.Receivers.Unusable;
using PerfMonitor.Alerting.Receivers.VictorOps;
using PerfMonitor.Alerting.Receivers.Webex;
using PerfMonitor.Alerting.Receivers.Webhook;
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

    public static IReceiver Of(FileChannel channel)
    {
        var http = HttpConnections.Sender(channel.Connection, Clock);
        IReceiver receiver = channel.Options switch
        {
            WebhookOptions webhook => new WebhookReceiver(webhook, Page, http, Clock),
            SlackOptions slack => new SlackReceiver(slack, Page, http),
            PagerDutyOptions pagerDuty => new PagerDutyReceiver(pagerDuty, Page, http),
            TeamsOptions teams => new TeamsReceiver(teams, Page, http),
            TelegramOptions telegram => new TelegramReceiver(telegram, Page, http),
            DiscordOptions discord => new DiscordReceiver(discord, Page, http),
            OpsgenieOptions opsgenie => new OpsgenieReceiver(opsgenie, Page, http),
            VictorOpsOptions victorOps => new VictorOpsReceiver(victorOps, Page, http),
            PushoverOptions pushover => new PushoverReceiver(pushover, Page, http),
            WebexOptions webex => new WebexReceiver(webex, Page, http),
            RocketChatOptions chat => new RocketChatReceiver(chat, Page, http),
            EmailOptions email => new EmailReceiver(email, email.Server!, Page, new SmtpMailer(Options.Create(email.Server!)), new AlertCharts(() => new FakeHistories(), email.ChartPatience, Clock, new(), NullLogger<AlertCharts>.Instance)),
            UnusableOptions unusable => new UnusableReceiver(unusable),
            _ => throw new InvalidOperationException($"No receiver for {channel.Options.GetType().Name}."),
        };
        return new FileWording(receiver, channel.Receiver, channel.Fields, channel.Wrong, Page, Clock);
    }
}
