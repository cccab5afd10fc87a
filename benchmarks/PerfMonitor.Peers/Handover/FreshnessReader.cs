using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PerfMonitor.Peers.Handover;

/// <summary>Asks one instance over and over for the newest samples of a <see cref="CountedWriter"/>, and takes note of when each was first in an answer.</summary>
internal sealed class FreshnessReader(string name, HttpClient client, CountedWriter writer)
{
    /// <summary>How late a sample may be.</summary>
    public static readonly TimeSpan Goal = TimeSpan.FromMilliseconds(300);

    // Late samples that are named, for whoever looks for the reason.
    private const int MaxNamed = 100;

    private const string Query = $"/api/v1/query?query={CountedWriter.Metric}[5s]";

    // Within what is asked for; a sample that was not seen by then counts as seen then.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    private readonly List<int>[] _waited = [.. Enumerable.Range(0, CountedWriter.Series).Select(static _ => new List<int>())];
    private readonly Dictionary<string, List<double>> _delays = [];
    private int _next = writer.Count;
    private int _late;

    /// <summary>Milliseconds from the acceptance of each sample to the first answer with it, by what went on when it was accepted.</summary>
    public IReadOnlyDictionary<string, List<double>> Delays => _delays;

    /// <summary>Asks until stopped; what is waited for then is left out.</summary>
    public async Task ReadAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            // What is accepted while an answer is on its way is waited for from the next one on.
            var (accepted, asked, answer) = (writer.Count, Stopwatch.GetTimestamp(), await AskAsync());
            var answered = Stopwatch.GetTimestamp();
            for (; _next < accepted; _next++)
            {
                foreach (var waited in _waited) waited.Add(_next);
            }

            for (var series = 0; series < _waited.Length; series++)
            {
                var (number, found) = (series, answer.GetValueOrDefault(series) ?? []);
                _waited[series].RemoveAll(request => IsOver(number, request, found, asked, answered));
            }
        }
    }

    private bool IsOver(int series, int request, HashSet<int> found, long asked, long answered)
    {
        var acceptance = writer[request];
        var delay = Stopwatch.GetElapsedTime(acceptance.At, answered);
        if (!found.Contains(request) && delay < Longest) return false;
        if (!_delays.TryGetValue(acceptance.Phase, out var delays)) _delays[acceptance.Phase] = delays = [];
        delays.Add(delay.TotalMilliseconds);
        if (delay > Goal && _late++ < MaxNamed)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{DateTime.UtcNow:HH:mm:ss.fff} {name}, {acceptance.Phase}: sample {request} of series {series} after {delay.TotalMilliseconds:N0} ms, by an answer that took {Stopwatch.GetElapsedTime(asked, answered).TotalMilliseconds:N0} ms"));
        }

        return true;
    }

    private async Task<Dictionary<int, HashSet<int>>> AskAsync()
    {
        await using var answer = await client.GetStreamAsync(new Uri(Query, UriKind.Relative));
        using var json = await JsonDocument.ParseAsync(answer);
        return json.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().ToDictionary(
            static series => int.Parse(series.GetProperty("metric").GetProperty("series").GetString()!, CultureInfo.InvariantCulture),
            static series => series.GetProperty("values").EnumerateArray().Select(static sample => int.Parse(sample[1].GetString()!, CultureInfo.InvariantCulture)).ToHashSet());
    }
}
