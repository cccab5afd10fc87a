using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;

namespace PerfMonitor.SystemTests.Clients;

/// <summary>
/// Sends samples over JSON and keeps a record of those that were answered with 2xx: these are accepted, and must be found later.
/// A sample that was not accepted is sent again, as any careful client does.
/// </summary>
public sealed class SampleSender(Uri ingestion, string metric, string run) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = ingestion, Timeout = TimeSpan.FromSeconds(15) };
    private readonly ConcurrentDictionary<(int Series, long TimestampMs), byte> _accepted = new();

    /// <summary>The accepted samples.</summary>
    public IReadOnlyCollection<(int Series, long TimestampMs)> Accepted => [.. _accepted.Keys];

    /// <summary>How many requests were refused or broke off.</summary>
    public int Disturbances { get; private set; }

    /// <summary>The value every sample at this time has, so that a reader can check it.</summary>
    public static double ValueAt(long timestampMs) => timestampMs % 10_007;

    /// <summary>Sends one sample of each of <paramref name="series"/> series, twenty times a second, until cancelled.</summary>
    public async Task RunAsync(int series, CancellationToken ended)
    {
        var last = 0L;
        while (!ended.IsCancellationRequested)
        {
            var now = Math.Max(last + 1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
            last = now;
            await SendUntilAcceptedAsync(series, now, ended);
            await Task.Delay(50, CancellationToken.None);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task SendUntilAcceptedAsync(int series, long timestampMs, CancellationToken ended)
    {
        var samples = Enumerable.Range(0, series).Select(i => new
        {
            metric,
            labels = new Dictionary<string, string> { ["run"] = run, ["i"] = $"{i}" },
            value = ValueAt(timestampMs),
            timestamp = timestampMs,
        });
        while (true)
        {
            try
            {
                using var response = await _http.PostAsJsonAsync("/api/v1/samples", new { samples }, CancellationToken.None);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    for (var i = 0; i < series; i++)
                    {
                        _accepted[(i, timestampMs)] = 0;
                    }

                    return;
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                // Not accepted: counted below, and sent again.
            }

            Disturbances++;
            if (ended.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(200, CancellationToken.None);
        }
    }
}
