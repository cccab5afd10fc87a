namespace PerfMonitor.Ingestion.Targets;

/// <summary>The errors of a check, which are by field, for who answers with sentences instead: of files, backups and the store.</summary>
internal static class FieldFaults
{
    /// <summary>The first error of each field, after the field's name.</summary>
    public static IEnumerable<string> Of(Dictionary<string, string[]> errors) => errors.Select(static error => $"{error.Key} {error.Value[0]}");
}
