using System.Net;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Receivers.Discord;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Alerting.Receivers.PagerDuty;
using PerfMonitor.Alerting.Receivers.Slack;
using PerfMonitor.Alerting.Receivers.SlackBot;
using PerfMonitor.Alerting.Receivers.Sms;
using PerfMonitor.Alerting.Receivers.Teams;
using PerfMonitor.Alerting.Receivers.Telegram;
using PerfMonitor.Alerting.Receivers.Webhook;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>Registers the channels.</summary>
internal static class ReceiverDefaults
{
    // An answer's body beyond this is not worth reading.
    private const int LongestAnswer = 64 * 1024;

    public static WebApplicationBuilder AddReceivers(this WebApplicationBuilder builder)
    {
        builder.AddMailer();
        builder.Services.AddValidatedOptions<PageOptions>("Page").PostConfigure<IConfiguration>((page, configuration) =>
        {
            if (string.IsNullOrEmpty(page.Url))
            {
                page.Url = configuration["Self:Url"] ?? PageOptions.Usual;
            }
        });
        builder.Services.AddValidatedOptions<ChannelsOptions>("Channels").PostConfigure<IConfiguration>((channels, configuration) =>
        {
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
        builder.Services.AddSingleton<EmailReceiver>();
        builder.Services.AddSingleton<SlackReceiver>();
        builder.Services.AddSingleton<IThreadStore, ThreadStore>();
        builder.Services.AddSingleton(Build);
        return builder;
    }

    private static Channels Build(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ChannelsOptions>>().Value;
        var (page, http, clock) = (services.GetRequiredService<IOptions<PageOptions>>().Value, services.GetRequiredService<HttpSender>(), services.GetRequiredService<TimeProvider>());
        return new Channels(
        [
            services.GetRequiredService<EmailReceiver>(),
            services.GetRequiredService<SlackReceiver>(),
            .. options.Webhooks.Select(webhook => new WebhookReceiver(webhook, page, http, clock)),
            .. options.Sms.Select(sms => new SmsReceiver(sms, page, http)),
            .. options.PagerDuty.Select(pagerDuty => new PagerDutyReceiver(pagerDuty, page, http)),
            .. options.Teams.Select(teams => new TeamsReceiver(teams, page, http)),
            .. options.Discord.Select(discord => new DiscordReceiver(discord, page, http)),
            .. options.Telegram.Select(telegram => new TelegramReceiver(telegram, page, http)),
            .. options.SlackBots.Select(bot => new SlackBotReceiver(bot, page, http, services.GetRequiredService<IThreadStore>())),
        ]);
    }
}
