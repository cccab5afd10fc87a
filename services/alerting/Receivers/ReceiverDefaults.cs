using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Receivers.Discord;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Alerting.Receivers.Opsgenie;
using PerfMonitor.Alerting.Receivers.PagerDuty;
using PerfMonitor.Alerting.Receivers.Pushover;
using PerfMonitor.Alerting.Receivers.RocketChat;
using PerfMonitor.Alerting.Receivers.Slack;
using PerfMonitor.Alerting.Receivers.SlackBot;
using PerfMonitor.Alerting.Receivers.Sms;
using PerfMonitor.Alerting.Receivers.Teams;
using PerfMonitor.Alerting.Receivers.Telegram;
using PerfMonitor.Alerting.Receivers.Templates;
using PerfMonitor.Alerting.Receivers.Unusable;
using PerfMonitor.Alerting.Receivers.VictorOps;
using PerfMonitor.Alerting.Receivers.Webex;
using PerfMonitor.Alerting.Receivers.Webhook;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>Registers the channels.</summary>
internal static class ReceiverDefaults
{
    // The series of a rule with a thousand alerts, 240 points each.
    private const int LongestHistory = 16 * 1024 * 1024;

    public static WebApplicationBuilder AddReceivers(this WebApplicationBuilder builder)
    {
        builder.AddMailer();
        builder.Services.AddSingleton(static services => new Live<AlertmanagerFile>(FileLoader.Load(services.GetRequiredService<IConfiguration>()["Routing:AlertmanagerFile"])));
        builder.Services.AddTransient(static services => services.GetRequiredService<Live<AlertmanagerFile>>().Value);
        builder.Services.AddValidatedOptions<PageOptions>("Page").PostConfigure<IConfiguration>((page, configuration) =>
        {
            if (string.IsNullOrEmpty(page.Url))
            {
                page.Url = configuration["Self:Url"] ?? PageOptions.Usual;
            }
        });
        builder.Services.AddValidatedOptions<ChannelsOptions>("Channels").PostConfigure<IConfiguration, AlertmanagerFile>((channels, configuration, file) =>
        {
            channels.FromFile = file.Channels;
            if (string.IsNullOrEmpty(channels.Slack.WebhookUrl))
            {
                channels.Slack.WebhookUrl = configuration["Slack:WebhookUrl"] ?? "";
            }
        });
        builder.Services.AddHttpClient<HttpSender>(HttpConnections.Configure)
            .ConfigurePrimaryHttpMessageHandler(() => HttpConnections.Handler(HttpConnection.Usual))

            // They would write the address of the request, which is a secret.
            .RemoveAllLoggers();
        builder.AddInternalHttpClient<AlertHistoryClient>("analytics").ConfigureHttpClient(static client => client.MaxResponseContentBufferSize = LongestHistory);
        builder.Services.AddSingleton<IThreadStore, ThreadStore>();
        builder.Services.AddSingleton<ISentParts, SentPartStore>();
        builder.Services.AddSingleton(Build);
        return builder;
    }

    /// <summary>The channels of the configuration and of Alertmanager's file, worded as these say.</summary>
    public static Channels Build(IServiceProvider services) => new(Build(services, services.GetRequiredService<IOptions<ChannelsOptions>>().Value.All));

    /// <summary>What those options stand for.</summary>
    public static IReadOnlyList<IReceiver> Build(IServiceProvider services, IEnumerable<IChannelOptions> options)
    {
        var (page, http, clock) = (services.GetRequiredService<IOptions<PageOptions>>().Value, services.GetRequiredService<HttpSender>(), services.GetRequiredService<TimeProvider>());
        var channels = services.GetRequiredService<IOptions<ChannelsOptions>>().Value;
        return [.. options.Select(Worded)];

        IReceiver Worded(IChannelOptions options)
        {
            var file = options as FileChannel;
            var receiver = Receiver(file?.Options ?? options, file is null || file.Connection == HttpConnection.Usual ? http : HttpConnections.Sender(file.Connection, clock));
            var worded = channels.Templates.TryGetValue(options.Template, out var template) ? new ChannelWording(receiver, options.Template, template, page, clock) : receiver;
            return file is null ? worded : new FileWording(worded, file.Receiver, file.Fields, file.Wrong, page, clock);
        }

        // Histories are had when they are needed: without the address of analytics mails go without charts.
        AlertCharts Charts(EmailOptions email) => new(
            services.GetRequiredService<AlertHistoryClient>, email.ChartPatience, clock, services.GetRequiredService<AlertingMetrics>(), services.GetRequiredService<ILogger<AlertCharts>>());

        EmailReceiver Email(EmailOptions email)
        {
            if (email is { Server: { } server, Tls: { } tls })
            {
                SmtpTrust.Decide(server.Host, tls.Trusts);
            }

            return email.Server is { } own ? new EmailReceiver(email, own, page, new SmtpMailer(Options.Create(own)), Charts(email), services.GetRequiredService<ISentParts>())
                : new EmailReceiver(email, services.GetRequiredService<IOptions<SmtpOptions>>().Value, page, services.GetRequiredService<IMailer>(), Charts(email), services.GetRequiredService<ISentParts>());
        }

        IReceiver Receiver(IChannelOptions channel, HttpSender sender) => channel switch
        {
            EmailOptions email => Email(email),
            SlackOptions slack => new SlackReceiver(slack, page, sender),
            WebhookOptions webhook => new WebhookReceiver(webhook, page, sender, clock),
            SmsOptions sms => new SmsReceiver(sms, page, sender, services.GetRequiredService<ISentParts>()),
            PagerDutyOptions pagerDuty => new PagerDutyReceiver(pagerDuty, page, sender),
            TeamsOptions teams => new TeamsReceiver(teams, page, sender),
            DiscordOptions discord => new DiscordReceiver(discord, page, sender),
            TelegramOptions telegram => new TelegramReceiver(telegram, page, sender),
            SlackBotOptions bot => new SlackBotReceiver(bot, page, sender, services.GetRequiredService<IThreadStore>()),
            OpsgenieOptions opsgenie => new OpsgenieReceiver(opsgenie, page, sender),
            VictorOpsOptions victorOps => new VictorOpsReceiver(victorOps, page, sender),
            PushoverOptions pushover => new PushoverReceiver(pushover, page, sender),
            WebexOptions webex => new WebexReceiver(webex, page, sender),
            RocketChatOptions chat => new RocketChatReceiver(chat, page, sender),
            UnusableOptions unusable => new UnusableReceiver(unusable),
            _ => throw new InvalidOperationException($"No receiver for {channel.GetType().Name}."),
        };
    }
}
