namespace PerfMonitor.Peers.Measuring;

/// <summary>
/// All that was measured of one peer; of the queries first while it had answered few, and warm once it had answered them for a while, as it has to
/// for a page that asks again and again.
/// </summary>
internal sealed record PeerFigures(string Name, IReadOnlyList<IngestFigures> Rounds, long DiskBytes, long ResidentBytes, IReadOnlyList<QueryFigures> First, IReadOnlyList<QueryFigures> Warm, FreshnessFigures Known, FreshnessFigures New);
