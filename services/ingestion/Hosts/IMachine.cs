namespace PerfMonitor.Ingestion.Hosts;

/// <summary>The machine this runs on.</summary>
internal interface IMachine
{
    /// <summary>What cannot be read here and why, said once at the start.</summary>
    IReadOnlyList<string> Missing { get; }

    HostReading Read();
}
