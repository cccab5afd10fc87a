using PerfMonitor.Alerting.Alerts;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>An alert on its way through the pipeline with its group.</summary>
/// <param name="Alert">The newest episode of its fingerprint.</param>
/// <param name="Hold">What holds it back in this run.</param>
/// <param name="PreviousHold">What held it back in the run before; a new reason is a line in its story, the old one is not.</param>
/// <param name="WasDue">It has resolved, but only after people were to be told of it.</param>
/// <param name="Retold">How often its end was told to a channel that it did not reach; above 0 it is here only for that.</param>
internal sealed record Member(Alert Alert, Hold? Hold = null, Hold? PreviousHold = null, bool WasDue = false, int Retold = 0)
{
    /// <summary>Whether stages may hold it back. What has resolved in time needs no telling, and the end of what was told is never held back.</summary>
    public bool MayBeHeld => Alert.IsOpen || WasDue;

    public bool IsHeld => Hold is not null;
}

/// <summary>A stage's decision that people are not told about an alert now.</summary>
/// <param name="Stage">Which stage decided.</param>
/// <param name="Reason">Why, in words that follow the alert's name: "silenced by anna until …".</param>
/// <param name="Until">When to look again, where that is known.</param>
internal sealed record Hold(string Stage, string Reason, DateTimeOffset? Until = null);
