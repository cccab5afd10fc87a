using System.Net;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Receivers.Discord;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Alerting.Receivers.PagerDuty;
using PerfMonitor.Alerting.Receivers.Slack;
using PerfMonitor.Alerting.Receivers.SlackBot;
using PerfMonitor.Alerting.Receivers.Sms;
using PerfMonitor.Alerting.Receivers.Teams;
using PerfMonitor.Alerting.Receivers.Telegram;
using PerfMonitor.Alerting.Receivers.Templates;
using PerfMonitor.Alerting.Receivers.Webhook;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>Registers the channels.</summary>
internal static class ReceiverDefaults
{
    // An answer's body beyond this is not worth reading.
    private const int LongestAnswer = 64 * 1024;

    // The series of a rule with a thousand alerts, 240 points each.
    private const int LongestHistory = 16 * 1024 * 1024;

    public static WebApplicationBuilder AddReceivers(this WebApplicationBuilder builder)
    {
        builder.AddMailer();
        builder.Services.AddSingleton(services => FileLoader.Load(services.GetRequiredService<IConfiguration>()["Routing:AlertmanagerFile"]));
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
        builder.Services.AddHttpClient<HttpSender>(client =>
            {
                client.MaxResponseContentBufferSize = LongestAnswer;

                // Each attempt has its own time limit (Delivery:Timeout).
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("PerfMonitor");
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.All,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })

            // They would write the address of the request, which is a secret.
            .RemoveAllLoggers();
        builder.AddInternalHttpClient<AlertHistoryClient>("analytics").ConfigureHttpClient(static client => client.MaxResponseContentBufferSize = LongestHistory);
        builder.Services.AddSingleton<IThreadStore, ThreadStore>();
        builder.Services.AddSingleton<ISentParts, SentPartStore>();
        builder.Services.AddSingleton(Build);
        return builder;
    }

    private static Channels Build(IServiceProvider services)
    {
        var (page, http, clock) = (services.GetRequiredService<IOptions<PageOptions>>().Value, services.GetRequiredService<HttpSender>(), services.GetRequiredService<TimeProvider>());
        var channels = services.GetRequiredService<IOptions<ChannelsOptions>>().Value;
        return new Channels(channels.All.Select(options =>
            channels.Templates.TryGetValue(options.Template, out var template) ? new ChannelWording(Receiver(options), options.Template, template, page, clock) : Receiver(options)));

        // Histories are had when they are needed: without the address of analytics mails go without charts.
        AlertCharts Charts(EmailOptions email) => new(
            services.GetRequiredService<AlertHistoryClient>, email.ChartPatience, clock, services.GetRequiredService<AlertingMetrics>(), services.GetRequiredService<ILogger<AlertCharts>>());

        IReceiver Receiver(IChannelOptions channel) => channel switch
        {
            EmailOptions { Server: { } own } email => new EmailReceiver(email, own, page, new SmtpMailer(Options.Create(own)), Charts(email)),
            EmailOptions email => new EmailReceiver(email, services.GetRequiredService<IOptions<SmtpOptions>>().Value, page, services.GetRequiredService<IMailer>(), Charts(email)),
            SlackOptions slack => new SlackReceiver(slack, page, http),
            WebhookOptions webhook => new WebhookReceiver(webhook, page, http, clock),
            SmsOptions sms => new SmsReceiver(sms, page, http, services.GetRequiredService<ISentParts>()),
            PagerDutyOptions pagerDuty => new PagerDutyReceiver(pagerDuty, page, http),
            TeamsOptions teams => new TeamsReceiver(teams, page, http),
            DiscordOptions discord => new DiscordReceiver(discord, page, http),
            TelegramOptions telegram => new TelegramReceiver(telegram, page, http),
            SlackBotOptions bot => new SlackBotReceiver(bot, page, http, services.GetRequiredService<IThreadStore>()),
            _ => throw new InvalidOperationException($"No receiver for {channel.GetType().Name}."),
        };
    }
}
