namespace PerfMonitor.PromQL.Scripts;

/// <summary>What part of a script needs that this engine does not have.</summary>
public enum ScriptNeed
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Native histograms.</summary>
    NativeHistograms,

    /// <summary>The time each counter began at (<c>@st</c> lines), by which newer versions of Prometheus find resets.</summary>
    StartTimestamps,
}
