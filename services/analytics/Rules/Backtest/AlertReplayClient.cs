using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using PerfMonitor.Contracts;

namespace PerfMonitor.Analytics.Rules;

/// <summary>Asks alerting what its pipeline would have made of alerts.</summary>
internal sealed class AlertReplayClient(HttpClient http)
{
    /// <summary>Most events alerting takes in one request.</summary>
    public const int MostEvents = 50_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>What people would have been told, for each list of alerts by itself, beside what other rules' alerts held back then.</summary>
    /// <exception cref="HttpRequestException">Alerting does not answer, refuses, or has no time.</exception>
    public async Task<ReplayAnswer> ReplayAsync(IReadOnlyList<IReadOnlyList<BacktestAlert>> runs, DateTimeOffset until, bool withoutSilences, CancellationToken cancellationToken)
    {
        var request = new
        {
            runs = runs.Select(static run => new { fired = run.Select(static alert => alert.Fired), resolved = run.Select(static alert => alert.Resolved).OfType<AlertResolved>() }),
            until,
            withoutSilences,
        };
        using var response = await http.PostAsJsonAsync("/api/alerts/replay", request, Json, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            throw new HttpRequestException("it replays other back-tests; try again in a moment", inner: null, response.StatusCode);
        }

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<ReplayAnswer>(Json, cancellationToken) is { Runs: not null } answer ? answer : throw new HttpRequestException("alerting answered without runs");
    }
}

/// <summary>What came of the replays; how many alerts of other rules could hold something back, and whether there were more than alerting looks at.</summary>
internal sealed record ReplayAnswer(IReadOnlyList<ReplayedRun> Runs, int Others, bool AreOthersCut);

/// <summary>What came of one replay.</summary>
internal sealed record ReplayedRun(IReadOnlyList<ReplayedTelling> Told, IReadOnlyList<ReplayedHold> Held, bool IsCut)
{
    public static ReplayedRun None { get; } = new([], [], false);

    public IReadOnlyList<Telling> Tellings => [.. Told.Select(static told => new Telling(told.At, told.Firing))];
}

/// <summary>A moment at which people would have been told.</summary>
internal sealed record ReplayedTelling(DateTimeOffset At, string GroupKey, string Reason, string ReasonText, IReadOnlyList<string> Channels, IReadOnlyList<Guid> Firing, IReadOnlyList<Guid> Resolved);

/// <summary>An alert that would have been held back, and why.</summary>
internal sealed record ReplayedHold(DateTimeOffset At, Guid Fired, string Reason);
