using System.Net;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Alerting.Receivers.Slack;
using PerfMonitor.Alerting.Receivers.Webhook;
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
        builder.Services.AddSingleton(services =>
        {
            var (page, http, clock) = (services.GetRequiredService<IOptions<PageOptions>>().Value, services.GetRequiredService<HttpSender>(), services.GetRequiredService<TimeProvider>());
            var webhooks = services.GetRequiredService<IOptions<ChannelsOptions>>().Value.Webhooks.Select(options => new WebhookReceiver(options, page, http, clock));
            return new Channels([services.GetRequiredService<EmailReceiver>(), services.GetRequiredService<SlackReceiver>(), .. webhooks]);
        });
        return builder;
    }
}
