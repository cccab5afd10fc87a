using System.Text;
using System.Text.Json;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Backup;

namespace PerfMonitor.Web.Tests.Backup;

public class BackupFileTests
{
    private const string Head = "\"product\":\"PerfMonitor\",\"version\":\"1.0.0\",\"takenAt\":\"2026-03-01T12:00:00+00:00\",\"takenBy\":\"anna\"";

    [Fact]
    [Trait("feature", "S2-115")]
    public async Task Is_read_as_it_was_written()
    {
        var file = new BackupFile(
            BackupFile.Newest, BackupFile.OurProduct, "1.0.0", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), "anna",
            new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<BackupItem>>>
            {
                ["analytics"] = new Dictionary<string, IReadOnlyList<BackupItem>>
                {
                    ["watches"] = [new BackupItem("load", JsonDocument.Parse("""{"name":"load","query":"a > \"b\""}""").RootElement) { CreatedBy = "bert" }],
                },
            });

        var text = Encoding.UTF8.GetString(file.Write());
        var (read, fault) = await ReadAsync(text);

        Assert.Null(fault);
        Assert.Equal(text, Encoding.UTF8.GetString(read!.Write()));
        Assert.Contains("\"query\": \"a > \\\"b\\\"\"", text, StringComparison.Ordinal);
        Assert.Equal((1, "perfmonitor-configuration-20260301T120000Z.json"), (read.Items, read.Name));
    }

    [Theory]
    [InlineData("", "The file is no JSON: line 1, column 1.")]
    [InlineData("{\n \"format\": }", "The file is no JSON: line 2, column 12.")]
    [InlineData("[]", "The file is no backup of PerfMonitor's configuration: its 'product' must be PerfMonitor and its 'format' a number.")]
    [InlineData("{\"format\":1,\"product\":\"Grafana\"}", "The file is no backup of PerfMonitor's configuration: its 'product' must be PerfMonitor and its 'format' a number.")]
    [InlineData("{\"format\":\"1\",\"product\":\"PerfMonitor\"}", "The file is no backup of PerfMonitor's configuration: its 'product' must be PerfMonitor and its 'format' a number.")]
    [InlineData("{\"format\":1,\"product\":1}", "The file is no backup of PerfMonitor's configuration: its 'product' must be PerfMonitor and its 'format' a number.")]
    [InlineData("{\"format\":2,\"product\":\"PerfMonitor\",\"unheardOf\":1}", "The file has the format 2, of a newer PerfMonitor; this one reads up to format 1. Update it first.")]
    [InlineData("{\"format\":1,\"product\":\"PerfMonitor\"}", "file misses 'version', 'takenAt', 'takenBy', 'parts'.")]
    [InlineData("{\"format\":1," + Head + ",\"parts\":{},\"extra\":1}", "file.extra is not known")]
    [InlineData("{\"format\":1," + Head + ",\"parts\":{\"analytics\":null}}", "parts.analytics is null")]
    [InlineData("{\"format\":1," + Head + ",\"parts\":{\"analytics\":{\"rules\":null}}}", "parts.analytics.rules is null")]
    [InlineData("{\"format\":1," + Head + ",\"parts\":{\"analytics\":{\"rules\":[null]}}}", "parts.analytics.rules[0] is null")]
    [InlineData("{\"format\":1," + Head + ",\"parts\":{\"analytics\":{\"rules\":[{\"id\":\"a\"}]}}}", "file.parts.analytics.rules[0] misses 'definition'.")]
    [InlineData("{\"format\":1," + Head + ",\"parts\":{\"analytics\":{\"rules\":[{\"id\":7,\"definition\":{}}]}}}", "file.parts.analytics.rules[0].id has a value of the wrong kind")]
    [InlineData("{\"format\":1," + Head + ",\"parts\":{\"analytics\":{\"rules\":[{\"id\":\"a\",\"definition\":{},\"owner\":1}]}}}", "file.parts.analytics.rules[0].owner is not known")]
    public async Task Says_where_it_cannot_be_read(string text, string fault) => Assert.Equal((null, fault), await ReadAsync(text));

    private static Task<(BackupFile? File, string? Fault)> ReadAsync(string text) =>
        BackupFile.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);
}
