using System.Text.RegularExpressions;

namespace PerfMonitor.Testing;

/// <summary>What docs/backup.md says of each table: as what it is in a backup, or why it is not.</summary>
public static partial class BackupDocument
{
    /// <summary>Table, kinds with their part (none: it is not in the backup), reason.</summary>
    public static IReadOnlyList<(string Table, IReadOnlyList<string> Kinds, string Reason)> Rows { get; } =
    [
        .. Row().Matches(File.ReadAllText(Repository.Path("docs", "backup.md"))).Select(static row => (
            row.Groups["table"].Value,
            (IReadOnlyList<string>)[.. Name().Matches(row.Groups["kinds"].Value).Select(static name => name.Groups[1].Value)],
            row.Groups["reason"].Value.Trim())),
    ];

    /// <summary>"table kind" of all that a part holds, sorted.</summary>
    public static IEnumerable<string> Of(string part) =>
        Rows.SelectMany(static row => row.Kinds.Select(kind => (row.Table, Kind: kind)))
            .Where(row => row.Kind.StartsWith(part + ".", StringComparison.Ordinal))
            .Select(row => $"{row.Table} {row.Kind[(part.Length + 1)..]}")
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^\| `(?<table>[a-z]+\.[a-z0-9_]+)` \|(?<kinds>[^|]*)\|(?<reason>[^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
