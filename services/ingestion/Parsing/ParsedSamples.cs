using PerfMonitor.Ingestion.Admission;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>
/// One sample of our JSON form. Metric and labels are ranges of the body, JSON tokens still, because the same bytes mean the same series
/// and need decoding only once.
/// </summary>
/// <param name="Index">The index in the list, from 0, or the line, from 1.</param>
/// <param name="Metric">The string token of the name, quotes included.</param>
/// <param name="Labels">The object token of the labels, braces included; empty where there are none.</param>
/// <param name="TimestampMs">Milliseconds since the Unix epoch; null where the time of receipt is meant.</param>
/// <param name="Value">The value.</param>
internal readonly record struct ParsedSample(int Index, ByteRange Metric, ByteRange Labels, long? TimestampMs, double Value);

/// <summary>What a body in our JSON form holds.</summary>
/// <param name="ByLine">Whether the indices are line numbers.</param>
/// <param name="Samples">The well-formed samples.</param>
/// <param name="Refused">The others.</param>
internal sealed record ParsedSamples(bool ByLine, IReadOnlyList<ParsedSample> Samples, IReadOnlyList<RefusedItem> Refused);
