namespace PerfMonitor.Peers.Measuring;

/// <summary>
/// All that was measured of one peer. Queries are measured twice: first, when it has answered few, and warm, when it has answered them for a while,
/// as it has for a page that asks again and again.
/// </summary>
internal sealed record PeerFigures(string Name, IReadOnlyList<IngestFigures> Rounds, long DiskBytes, long ResidentBytes, IReadOnlyList<QueryFigures> First, IReadOnlyList<QueryFigures> Warm, FreshnessFigures Known, FreshnessFigures New);
