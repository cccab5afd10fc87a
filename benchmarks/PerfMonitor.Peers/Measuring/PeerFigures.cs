namespace PerfMonitor.Peers.Measuring;

/// <summary>All that was measured of one peer.</summary>
internal sealed record PeerFigures(string Name, IReadOnlyList<IngestFigures> Rounds, long DiskBytes, long ResidentBytes, IReadOnlyList<QueryFigures> Queries, FreshnessFigures Known, FreshnessFigures New);
