using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Ingestion.Hosts;

/// <summary>The collector of this machine's figures (section <c>Host</c>).</summary>
internal sealed class MachineOptions
{
    /// <summary>Whether it runs. Default true; switch it off on all but one instance per machine.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How often it measures. Default 1 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The label <c>instance</c> of its series. Default the machine's name.</summary>
    [MinLength(1)]
    public string Instance { get; init; } = Environment.MachineName;

    /// <summary>Where Linux shows its figures; a container that watches its host mounts the host's here. Default <c>/proc</c>.</summary>
    [MinLength(1)]
    public string ProcFolder { get; init; } = "/proc";

    /// <summary>Most filesystems, disks, network devices and cores of each kind. Default 256.</summary>
    [Range(1, 10_000)]
    public int MaximumDevices { get; init; } = 256;
}
