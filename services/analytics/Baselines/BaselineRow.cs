using System.Text.Json;
using Npgsql;
using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Baselines;

/// <summary>A baseline as a row of <c>history.baselines</c>.</summary>
internal static class BaselineRow
{
    /// <summary>The version comes last: it may be the next of the name.</summary>
    public const string Columns = "name, created_at, created_by, starts_at, ends_at, step_seconds, source, run, note, components, version";

    /// <summary>The places of <see cref="Values"/> in a statement.</summary>
    public const string Places = "$1, $2, $3, $4, $5, $6, $7, $8::text, $9::text, $10::jsonb";

    /// <summary>All but the version.</summary>
    public static IReadOnlyList<object?> Values(Baseline baseline) =>
    [
        baseline.Name,
        baseline.CreatedAt,
        baseline.CreatedBy,
        baseline.From,
        baseline.To,
        baseline.StepSeconds,
        JsonNamingPolicy.CamelCase.ConvertName(baseline.Source.ToString()),
        baseline.Run,
        baseline.Note,
        JsonSerializer.Serialize(baseline.Components, ApiJson.Options),
    ];

    public static Baseline Read(NpgsqlDataReader row) => new()
    {
        Name = row.GetString(0),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(1),
        CreatedBy = row.GetString(2),
        From = row.GetFieldValue<DateTimeOffset>(3),
        To = row.GetFieldValue<DateTimeOffset>(4),
        StepSeconds = row.GetDouble(5),
        Source = Enum.Parse<BaselineSource>(row.GetString(6), ignoreCase: true),
        Run = row.IsDBNull(7) ? null : row.GetString(7),
        Note = row.IsDBNull(8) ? null : row.GetString(8),
        Components = JsonSerializer.Deserialize<IReadOnlyList<BaselineComponent>>(row.GetString(9), ApiJson.Options)!,
        Version = row.GetInt32(10),
    };
}
