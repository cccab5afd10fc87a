using PerfMonitor.LoadTest.Progress;

namespace PerfMonitor.LoadTest.Runs;

/// <summary>A load test as it is stored and shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Url">The address under load.</param>
/// <param name="VirtualUsers">How many virtual users it has.</param>
/// <param name="DurationSeconds">How long it was meant to take.</param>
/// <param name="State"><c>running</c>, <c>finished</c>, <c>stopped</c> or <c>interrupted</c> (its process died).</param>
/// <param name="StartedBy">Who started it.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="EndedAt">When it ended, once it has.</param>
/// <param name="Progress">The newest progress record.</param>
internal sealed record Run(
    Guid Id,
    string Name,
    string Url,
    int VirtualUsers,
    double DurationSeconds,
    string State,
    string StartedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    ProgressRecord? Progress);
