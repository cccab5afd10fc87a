using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Web.Live.Watching;

/// <summary>The dead man's switch of alerting (section <c>Watchdog</c>).</summary>
internal sealed class WatchdogOptions
{
    /// <summary>How old the newest heartbeat may be before alerting counts as broken; several times <c>Rules:HeartbeatInterval</c>. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "1.00:00:00")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
