using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Delivery;

/// <summary>Finds limits that would limit nothing.</summary>
internal sealed class LimitValidation(Channels channels) : IValidateOptions<DeliveryOptions>
{
    public ValidateOptionsResult Validate(string? name, DeliveryOptions options)
    {
        var errors = Errors(options, channels.All);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    public static IReadOnlyList<string> Errors(DeliveryOptions options, IReadOnlyList<IReceiver> channels) => [.. options.Limits.Keys.Select(name => Refuse(name, channels)).OfType<string>()];

    private static string? Refuse(string channel, IReadOnlyList<IReceiver> channels) => channels.FirstOrDefault(one => one.Name == channel) switch
    {
        null => $"Delivery:Limits:{channel}: '{channel}' is no channel; there are {string.Join(", ", channels.Select(one => one.Name))}.",
        { TakesDigests: false } receiver => $"Delivery:Limits:{channel}: {receiver.Kind} cannot be told in digests, so it cannot be limited.",
        _ => null,
    };
}
