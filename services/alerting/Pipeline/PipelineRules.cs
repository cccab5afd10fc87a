using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>What the configuration tells the pipeline.</summary>
internal sealed record PipelineRules(RoutingTree Tree, IReadOnlyDictionary<string, ChannelRule> Channels);

/// <summary>What the pipeline must know about a channel.</summary>
/// <param name="Name">The name routes use.</param>
/// <param name="SendResolved">Whether it is told that something is over.</param>
/// <param name="SendAcknowledged">Whether it is told that somebody has taken what it was told of.</param>
/// <param name="DigestEvery">How often it is told of what is not critical, all at once; null: at once.</param>
internal sealed record ChannelRule(string Name, bool SendResolved, bool SendAcknowledged = false, TimeSpan? DigestEvery = null);
