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
    public static ApiAnswer Texts(IReadOnlyList<string> texts, int limit) => Of(json =>
    {
        json.WriteStartArray();
        foreach (var text in Limited(texts, limit))
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }) with
    { Warnings = LimitWarnings(texts.Count, limit) };

    public static IEnumerable<T> Limited<T>(IReadOnlyList<T> items, int limit) => limit == 0 ? items : items.Take(limit);

    public static IReadOnlyList<string> LimitWarnings(int count, int limit) => limit > 0 && count > limit ? ["results truncated due to limit"] : [];
}
