using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using PerfMonitor.Ingestion.Admission;

namespace PerfMonitor.Ingestion;

/// <summary>Totals since the start. Safe for concurrent use; bounded by the number of reasons, and of receivers' paths and status codes.</summary>
internal sealed class IngestionTotals
{
    private readonly long[] _refused = new long[Enum.GetValues<RefusalReason>().Length];
    private readonly ConcurrentDictionary<(string Path, int Code), StrongBox<long>> _requests = new();
    private readonly long[] _noted = new long[Enum.GetValues<NotedSample>().Length];
    private long _accepted;
    private long _publishTicks;
    private long _publishes;

    public long Accepted => Volatile.Read(ref _accepted);

    /// <summary>Every reason, also those that never occurred: zero is visible.</summary>
    public IEnumerable<(RefusalReason Reason, long Count)> Refused => Enum.GetValues<RefusalReason>().Select(reason => (reason, Volatile.Read(ref _refused[(int)reason])));

    /// <summary>Every kind, also those that never occurred.</summary>
    public IEnumerable<(NotedSample Kind, long Count)> Noted => Enum.GetValues<NotedSample>().Select(kind => (kind, Volatile.Read(ref _noted[(int)kind])));

    public IEnumerable<(string Path, int Code, long Count)> Requests => _requests.Select(entry => (entry.Key.Path, entry.Key.Code, Volatile.Read(ref entry.Value.Value)));

    /// <summary>How many batches were confirmed.</summary>
    public long Publishes => Volatile.Read(ref _publishes);

    /// <summary>How long they took together, in seconds.</summary>
    public double PublishSeconds => TimeSpan.FromTicks(Volatile.Read(ref _publishTicks)).TotalSeconds;

    public void Accept(int samples) => Interlocked.Add(ref _accepted, samples);

    public void Refuse(RefusalReason reason, int samples) => Interlocked.Add(ref _refused[(int)reason], samples);

    public void Note(NotedSample kind, int count) => Interlocked.Add(ref _noted[(int)kind], count);

    public void Request(string path, int code) => Interlocked.Increment(ref _requests.GetOrAdd((path, code), static _ => new StrongBox<long>()).Value);

    public void Publish(TimeSpan duration)
    {
        Interlocked.Add(ref _publishTicks, duration.Ticks);
        Interlocked.Increment(ref _publishes);
    }
}
