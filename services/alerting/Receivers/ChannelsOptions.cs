using System.ComponentModel.DataAnnotations;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Alerting.Receivers.Slack;
using PerfMonitor.Alerting.Receivers.Webhook;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>Whom notifications go to (section <c>Channels</c>).</summary>
internal sealed class ChannelsOptions : IValidatableObject
{
    /// <summary>The channel <c>email</c>. The mail server itself is the section <c>Smtp</c>.</summary>
    public EmailOptions Email { get; init; } = new();

    /// <summary>The channel <c>slack</c>.</summary>
    public SlackOptions Slack { get; init; } = new();

    /// <summary>Any number of webhooks, each a channel under its own name. Default: none.</summary>
    public IReadOnlyList<WebhookOptions> Webhooks { get; init; } = [];

    /// <summary>The names routes may use.</summary>
    public IReadOnlyList<string> Names => [EmailReceiver.ChannelName, SlackReceiver.ChannelName, .. Webhooks.Select(webhook => webhook.Name)];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var wrong = Email.Validate().Concat(Slack.Validate()).Concat(Webhooks.SelectMany((webhook, index) => webhook.Validate(index)));
        foreach (var (key, message) in wrong)
        {
            yield return new(message, [key]);
        }

        foreach (var twice in Names.GroupBy(name => name).Where(names => names.Count() > 1))
        {
            yield return new($"'{twice.Key}' names more than one channel; give each webhook a Name of its own.", [nameof(Webhooks)]);
        }
    }
}
