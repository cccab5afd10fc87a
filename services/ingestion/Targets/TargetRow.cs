using System.Text.Json;
using Npgsql;

namespace PerfMonitor.Ingestion.Targets;

/// <summary>A target as a row of <c>ingestion.targets</c>.</summary>
internal static class TargetRow
{
    public const string Columns = "id, name, url, kind, interval_seconds, timeout_seconds, method, headers, expected_status, keyword, follow_redirects, allow_invalid_certificate, tags, enabled, origin";

    /// <summary>The places of <see cref="Values"/> in a statement.</summary>
    public const string Places = "$1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10::text, $11, $12, $13, $14, $15";

    public static IReadOnlyList<object?> Values(Target target) =>
    [
        target.Id,
        target.Name,
        target.Url.AbsoluteUri,
        target.Kind,
        (int)target.Interval.TotalSeconds,
        (int)target.Timeout.TotalSeconds,
        target.Method.Method,
        JsonSerializer.Serialize(target.Headers),
        target.ExpectedStatus.Text,
        target.Keyword,
        target.FollowRedirects,
        target.AllowInvalidCertificate,
        target.Tags.ToArray(),
        target.Enabled,
        TextOf(target.Origin),
    ];

    public static Target Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Name = row.GetString(1),
        Url = new Uri(row.GetString(2)),
        Kind = row.GetString(3),
        Interval = TimeSpan.FromSeconds(row.GetInt32(4)),
        Timeout = TimeSpan.FromSeconds(row.GetInt32(5)),
        Method = new HttpMethod(row.GetString(6)),
        Headers = JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(7)) ?? [],
        ExpectedStatus = StatusSet.Parse(row.GetString(8)) ?? throw new InvalidDataException($"The target '{row.GetString(1)}' expects the status '{row.GetString(8)}', which is none."),
        Keyword = row.IsDBNull(9) ? null : row.GetString(9),
        FollowRedirects = row.GetBoolean(10),
        AllowInvalidCertificate = row.GetBoolean(11),
        Tags = row.GetFieldValue<string[]>(12),
        Enabled = row.GetBoolean(13),
        Origin = Enum.Parse<TargetOrigin>(row.GetString(14), ignoreCase: true),
    };

    public static string TextOf(TargetOrigin origin) => origin.ToString().ToLowerInvariant();
}
