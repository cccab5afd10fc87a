namespace PerfMonitor.TimeSeries;

/// <summary>A batch as it was published: definitions of series that may be new, and samples in columns of equal length.</summary>
/// <param name="PublishedAtMs">When the batch went out, milliseconds since the Unix epoch.</param>
/// <param name="Definitions">Labels behind ids; a series is announced at least once before its samples are forgotten by its sender.</param>
/// <param name="SeriesIds">The series of each sample.</param>
/// <param name="Samples">The samples, in the order they were received.</param>
public sealed record DecodedBatch(
    long PublishedAtMs,
    IReadOnlyList<SeriesDefinition> Definitions,
    SeriesId[] SeriesIds,
    Sample[] Samples);
