namespace PerfMonitor.Architecture.Tests;

public sealed class OwnershipTests
{
    internal static readonly Dictionary<string, string> SchemaOwners = new()
    {
        ["ingestion"] = "services/ingestion",
        ["history"] = "services/analytics",
        ["alerting"] = "services/alerting",
        ["reporting"] = "services/reporting",
        ["loadtest"] = "services/loadtest",
        ["web"] = "web/PerfMonitor.Web",
    };

    [Fact]
    public void No_service_names_a_table_of_another()
    {
        var breaches =
            from owner in SchemaOwners
            from other in SchemaOwners.Values.Where(folder => folder != owner.Value)
            from file in SourceTree.Sources(other)
            from line in File.ReadLines(file)
            from verb in (string[])["FROM", "INTO", "UPDATE", "JOIN", "COPY", "TABLE"]
            where line.Contains($"{verb} {owner.Key}.", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(SourceTree.Root, file)}: {line.Trim()}";

        Assert.Empty(breaches);
    }

    [Fact]
    public void Only_analytics_talks_to_redis()
    {
        var users = SchemaOwners.Values.Where(folder => SourceTree.Sources(folder).Any(file => File.ReadAllText(file).Contains("AddRedisClient(", StringComparison.Ordinal)));

        Assert.Equal(["services/analytics"], users);
    }
}
