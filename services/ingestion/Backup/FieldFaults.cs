namespace PerfMonitor.Ingestion.Backup;

/// <summary>The checks of the API, whose errors are by field, for items of a backup.</summary>
internal static class FieldFaults
{
    /// <summary>What the item stands for, or the first thing that is wrong with it.</summary>
    public static (T? Value, string? Reason) Read<T>(string id, Func<Guid, (T? Value, Dictionary<string, string[]> Errors)> check)
        where T : class
    {
        if (!Guid.TryParse(id, out var guid))
        {
            return (null, "its id is no UUID");
        }

        var (value, errors) = check(guid);
        return value is not null ? (value, null) : (null, $"{errors.First().Key} {errors.First().Value[0]}");
    }
}
