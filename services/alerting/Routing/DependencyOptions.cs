namespace PerfMonitor.Alerting.Routing;

/// <summary>Some targets are behind another: while it is down, that theirs are is no news.</summary>
internal sealed class DependencyOptions
{
    /// <summary>The target or instance in front, for example a router; the value of the label <c>target</c>, or else <c>instance</c>.</summary>
    public string Target { get; init; } = "";

    /// <summary>The targets or instances behind it.</summary>
    public IReadOnlyList<string> Behind { get; init; } = [];

    /// <summary>Matchers of the alerts that say that the one in front is down. Default: <c>severity="critical"</c>.</summary>
    public IReadOnlyList<string> When { get; init; } = ["severity=\"critical\""];
}
