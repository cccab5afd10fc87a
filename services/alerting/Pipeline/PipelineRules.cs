using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>What the configuration tells the pipeline.</summary>
internal sealed record PipelineRules(RoutingTree Tree, IReadOnlyDictionary<string, ChannelRule> Channels);

/// <summary>What the pipeline must know about a channel.</summary>
internal sealed record ChannelRule(string Name, bool SendResolved);
