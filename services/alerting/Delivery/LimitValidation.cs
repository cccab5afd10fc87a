using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Delivery;

/// <summary>Finds limits that would limit nothing.</summary>
internal sealed class LimitValidation(Channels channels) : IValidateOptions<DeliveryOptions>
{
    public ValidateOptionsResult Validate(string? name, DeliveryOptions options)
    {
        var errors = options.Limits.Keys.Select(Refuse).OfType<string>().ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private string? Refuse(string channel) => channels.Find(channel) switch
    {
        null => $"Delivery:Limits:{channel}: '{channel}' is no channel; there are {string.Join(", ", channels.All.Select(one => one.Name))}.",
        { TakesDigests: false } receiver => $"Delivery:Limits:{channel}: {receiver.Kind} cannot be told in digests, so it cannot be limited.",
        _ => null,
    };
}
