using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Flushing;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Alertmanager;

/// <summary>
/// Reads Alertmanager's file again and puts what it says in the place of what is in use, as a whole or not at all. Channels of our own
/// configuration, and what waits for any channel, stay; alerts that are open move to the groups of the new tree.
/// </summary>
internal sealed class ConfigurationReload(
    IServiceProvider services,
    IOptions<RoutingOptions> routing,
    IOptions<ChannelsOptions> options,
    IOptions<DeliveryOptions> delivery,
    Live<AlertmanagerFile> file,
    Live<PipelineRules> rules,
    Channels channels,
    Signals signals,
    AlertingMetrics metrics,
    TimeProvider clock,
    ILogger<ConfigurationReload> logger)
{
    private readonly Lock _gate = new();

    /// <summary>The file that is read; null where there is none.</summary>
    public string? Path => routing.Value.AlertmanagerFile is { Length: > 0 } path ? path : null;

    /// <summary>What is wrong with the file, each with its place; nothing where it is in use now.</summary>
    public IReadOnlyList<string> Run(string user)
    {
        lock (_gate)
        {
            var read = FileLoader.Load(Path);
            var candidate = options.Value.With(read.Channels);
            var errors = Errors(read, candidate);
            if (errors.Count == 0)
            {
                // Those of our own configuration have not changed, and go on as they are.
                var own = channels.All.Take(options.Value.All.Count() - options.Value.FromFile.Count);
                IReadOnlyList<IReceiver> all = [.. own, .. ReceiverDefaults.Build(services, read.Channels)];
                errors = LimitValidation.Errors(delivery.Value, all);
                if (errors.Count == 0)
                {
                    Use(read, all, user);
                    return [];
                }
            }

            metrics.ReloadFailed();
            Log.ReloadRefused(logger, user, string.Join(" ", errors));
            return errors;
        }
    }

    // A broken template file would leave channels without their words, which is no reason to stop what works.
    private IReadOnlyList<string> Errors(AlertmanagerFile read, ChannelsOptions candidate) =>
    [
        .. RoutingValidation.Errors(routing.Value, read, candidate.Names),
        .. read.BrokenTemplates.Select(broken => $"Routing:AlertmanagerFile: {Path}, templates: {broken}"),
        .. candidate.Validate(new(candidate)).Select(static wrong => $"Channels:{string.Join(", ", wrong.MemberNames)}: {wrong.ErrorMessage}"),
        .. ResolveTimeoutValidation.Error(read) is { } timeout ? (string[])[timeout] : [],
    ];

    private void Use(AlertmanagerFile read, IReadOnlyList<IReceiver> all, string user)
    {
        // Whoever is sent to a new channel finds it.
        channels.Replace(all);
        file.Value = read;
        rules.Value = PipelineDefaults.Rules(routing.Value, read, all);
        metrics.Configured(clock.GetUtcNow());
        foreach (var remark in read.Remarks)
        {
            Log.FileRemark(logger, remark);
        }

        Log.Reloaded(logger, user, Path!, all.Count);
        signals.Flushing.Signal();
    }
}
