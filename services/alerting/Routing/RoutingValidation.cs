using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Routing;

/// <summary>Reads the tree once at the start, to find what is wrong with it.</summary>
internal sealed class RoutingValidation(IOptions<ChannelsOptions> channels, AlertmanagerFile file) : IValidateOptions<RoutingOptions>
{
    public ValidateOptionsResult Validate(string? name, RoutingOptions options)
    {
        try
        {
            var errors = Errors(options, file, channels.Value.Names);
            return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
        }
        catch (OptionsValidationException)
        {
            // The channels are wrong themselves, and are reported under their own keys.
            return ValidateOptionsResult.Skip;
        }
    }

    /// <summary>What is wrong with the tree that options and a file make.</summary>
    public static IReadOnlyList<string> Errors(RoutingOptions options, AlertmanagerFile file, IReadOnlyList<string> channels)
    {
        var errors = file.Errors.Select(error => $"Routing:AlertmanagerFile: {options.AlertmanagerFile}, {error}").ToList();
        if (options.AlertmanagerFile.Length > 0 && (options.Routes is not null || options.Inhibit is not null || options.Channels is not null))
        {
            errors.Add("Routing:AlertmanagerFile: takes the place of Routing:Routes, Routing:Inhibit and Routing:Channels; remove them or the file.");
        }

        var tree = RoutingTree.Build(options.Effective(file), channels, errors);
        if (options.AlertmanagerFile.Length == 0)
        {
            // What Alertmanager takes is taken; the pipeline lets one of two speak that hold each other back.
            errors.AddRange(InhibitCircle.Errors(tree.Inhibit));
        }

        return errors;
    }
}
