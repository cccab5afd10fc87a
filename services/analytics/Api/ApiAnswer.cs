using System.Text.Json;

namespace PerfMonitor.Analytics.Api;

/// <summary>What an endpoint answers: how to write its data, and remarks.</summary>
internal sealed record ApiAnswer(Func<Utf8JsonWriter, CancellationToken, Task> WriteDataAsync)
{
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public IReadOnlyList<string> Infos { get; init; } = [];

    /// <summary>An answer written in one go.</summary>
    public static ApiAnswer Of(Action<Utf8JsonWriter> write) => new((json, _) =>
    {
        write(json);
        return Task.CompletedTask;
    });

    /// <summary>A list of texts, cut off at a limit (0 for none) with a remark.</summary>
    public static ApiAnswer Texts(IReadOnlyList<string> texts, int limit) => Items(texts, limit, static (json, text) => json.WriteStringValue(text));

    /// <summary>The same of anything; it goes out piece by piece, as far as the client takes it.</summary>
    public static ApiAnswer Items<T>(IReadOnlyList<T> items, int limit, Action<Utf8JsonWriter, T> write) => new(async (json, cancellationToken) =>
    {
        json.WriteStartArray();
        foreach (var item in Limited(items, limit))
        {
            write(json, item);
            await ResultJson.FlushAsync(json, cancellationToken);
        }

        json.WriteEndArray();
    })
    { Warnings = LimitWarnings(items.Count, limit) };

    public static IEnumerable<T> Limited<T>(IReadOnlyList<T> items, int limit) => limit == 0 ? items : items.Take(limit);

    public static IReadOnlyList<string> LimitWarnings(int count, int limit) => limit > 0 && count > limit ? ["results truncated due to limit"] : [];
}
