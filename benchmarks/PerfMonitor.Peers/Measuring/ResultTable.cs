using System.Globalization;

namespace PerfMonitor.Peers.Measuring;

/// <summary>The table of docs/performance.md: a row per figure, a column per peer, and the last peer's ratio to each other one.</summary>
internal static class ResultTable
{
    public static void Write(TextWriter output, RunOptions options, IReadOnlyList<MeasuredQuery> queries, IReadOnlyList<PeerFigures> peers)
    {
        var others = peers.SkipLast(1).ToList();
        output.WriteLine($"| | {string.Join(" | ", peers.Select(peer => peer.Name).Concat(others.Select(other => $"{peers[^1].Name} ÷ {other.Name}")))} |");
        output.WriteLine($"|---|{string.Concat(Enumerable.Repeat("---|", peers.Count + others.Count))}");
        for (var number = 0; number < options.Rounds; number++)
        {
            var (round, name) = (number, number == 0 ? $"first {options.Hours} h" : $"{options.Hours} h after it");
            Row($"remote-write, thousand accepted samples/s, {name}", "N0", peer => options.Samples / peer.Rounds[round].Elapsed.TotalSeconds / 1_000);
            Row($"server CPU s per million samples, {name}", "N2", peer => peer.Rounds[round].ProcessorSeconds.Values.Sum() / (options.Samples / 1e6));
        }

        Row("bytes per sample on disk", "N2", peer => (double)peer.DiskBytes / (options.Rounds * options.Samples));
        Row("resident MB after it", "N0", peer => peer.ResidentBytes / 1e6);
        Queries("p50 ms", peer => peer.First);
        Queries($"p50 ms, asked for {options.Warm} s before", peer => peer.Warm);

        Row("accepted until in an answer, p50 ms", "N1", peer => peer.Known.MedianMs);
        Row("accepted until in an answer, p90 ms", "N1", peer => peer.Known.NinetiethMs);
        Row("accepted until in an answer, longest ms", "N1", peer => peer.Known.LongestMs);
        Row("of a new series, p90 ms", "N1", peer => peer.New.NinetiethMs);
        Row("of a new series, longest ms", "N1", peer => peer.New.LongestMs);

        void Queries(string what, Func<PeerFigures, IReadOnlyList<QueryFigures>> figures)
        {
            foreach (var (index, query) in queries.Index())
            {
                var results = peers.Select(peer => figures(peer)[index].Results).ToList();
                var remark = results.Distinct().Count() == 1 ? "" : $" (answers differ: {string.Join(", ", results)})";
                Row($"{query.Name}, {what}{remark}", "N2", peer => figures(peer)[index].MedianMs);
            }
        }

        void Row(string name, string format, Func<PeerFigures, double> figure)
        {
            var cells = peers.Select(peer => figure(peer).ToString(format, CultureInfo.InvariantCulture));
            var ratios = others.Select(other => (figure(peers[^1]) / figure(other)).ToString("0.00", CultureInfo.InvariantCulture));
            output.WriteLine($"| {name} | {string.Join(" | ", cells.Concat(ratios))} |");
        }
    }
}
