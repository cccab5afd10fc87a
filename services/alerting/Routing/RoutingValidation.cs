using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Routing;

/// <summary>Reads the tree once at the start, to find what is wrong with it.</summary>
internal sealed class RoutingValidation(IOptions<ChannelsOptions> channels) : IValidateOptions<RoutingOptions>
{
    public ValidateOptionsResult Validate(string? name, RoutingOptions options)
    {
        var errors = new List<string>();
        try
        {
            RoutingTree.Build(options, channels.Value.Names, errors);
        }
        catch (OptionsValidationException)
        {
            // The channels are wrong themselves, and are reported under their own keys.
            return ValidateOptionsResult.Skip;
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
