namespace PerfMonitor.Hosting.Running;

/// <summary>Everything DCP needs to start something.</summary>
internal abstract record Launch;

/// <summary>A program to start.</summary>
internal sealed record ExecutableLaunch(string Program, string WorkingDirectory, IReadOnlyList<string> Arguments) : Launch
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The proxied endpoints DCP shall connect to the program.</summary>
    public IReadOnlyList<ProxiedService> Services { get; init; } = [];

    /// <summary>A second program that is started before this one and ends after it.</summary>
    public ExecutableLaunch? Companion { get; init; }
}

/// <summary>A container to start.</summary>
internal sealed record ContainerLaunch(string Image, IReadOnlyList<string> Arguments) : Launch
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Port inside to port on 127.0.0.1.</summary>
    public IReadOnlyDictionary<int, int> Ports { get; init; } = new Dictionary<int, int>();

    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];
}

/// <summary>A volume or folder in a container.</summary>
internal sealed record ContainerMount(string Type, string Source, string Target, bool ReadOnly);

/// <summary>How a process is asked to end.</summary>
internal enum StopSignal
{
    Terminate = 15,
    Interrupt = 2,
}
