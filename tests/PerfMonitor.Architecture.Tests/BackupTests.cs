using System.Text.RegularExpressions;
using PerfMonitor.Testing;

namespace PerfMonitor.Architecture.Tests;

public sealed partial class BackupTests
{
    /// <summary>A table that is new must say in docs/backup.md as what it is in a backup of the configuration, or why it is not.</summary>
    [Fact]
    [Trait("feature", "S2-115")]
    public void Every_table_is_in_the_backup_or_says_why_not()
    {
        Assert.Equal(Tables().Order(StringComparer.Ordinal), BackupDocument.Rows.Select(static row => row.Table).Order(StringComparer.Ordinal));
        Assert.All(BackupDocument.Rows, static row => Assert.True(row.Kinds.Count > 0 != row.Reason.Length > 0, $"{row.Table} is either in the backup or has a reason"));
    }

    private static IEnumerable<string> Tables() =>
        from owner in OwnershipTests.SchemaOwners
        from file in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, owner.Value), "*.sql", SearchOption.AllDirectories)
        where file.Contains("/Schema/", StringComparison.Ordinal)
        from made in CreateTable().Matches(File.ReadAllText(file))
        select $"{owner.Key}.{made.Groups["name"].Value.ToLowerInvariant()}";

    [GeneratedRegex(@"^\s*CREATE\s+(UNLOGGED\s+)?TABLE\s+(IF\s+NOT\s+EXISTS\s+)?(?<name>\w+)\s*\(", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex CreateTable();
}
