using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Backup;

/// <summary>A backup of the configuration; docs/backup.md draws the file.</summary>
/// <param name="Format">Of the file; <see cref="Newest"/> is the newest this program knows.</param>
/// <param name="Product">Always <c>PerfMonitor</c>, so that another file is told from ours.</param>
/// <param name="Version">Of the program that took it.</param>
/// <param name="TakenAt">When.</param>
/// <param name="TakenBy">By whom.</param>
/// <param name="Parts">By service and kind, what people have set up.</param>
/// <param name="Seal">How secrets are encrypted; null where they are left out.</param>
internal sealed record BackupFile(
    int Format,
    string Product,
    string Version,
    DateTimeOffset TakenAt,
    string TakenBy,
    [property: JsonPropertyOrder(1)] IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<BackupItem>>> Parts,
    Seal? Seal = null)
{
    public const int Newest = 1;
    public const string OurProduct = "PerfMonitor";

    /// <summary>How names of files begin; the time follows.</summary>
    public const string NamePrefix = "perfmonitor-configuration-";
    public const string NameTime = "yyyyMMdd'T'HHmmss'Z'";

    // Read by people and kept under version control; it is never put into a page unescaped.
    private static readonly JsonSerializerOptions Written = new(BackupJson.Frame) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string OurVersion => typeof(BackupFile).Assembly.GetName().Version!.ToString(3);

    [JsonIgnore]
    public int Items => Parts.Values.Sum(static part => part.Values.Sum(static items => items.Count));

    /// <summary>What the file is called.</summary>
    [JsonIgnore]
    public string Name => $"{NamePrefix}{TakenAt.UtcDateTime.ToString(NameTime, CultureInfo.InvariantCulture)}.json";

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Written);

    /// <summary>Reads the frame of a file; what is inside the definitions, each service reads itself.</summary>
    public static async Task<(BackupFile? File, string? Fault)> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(stream, default, cancellation);
            if (Refuse(document.RootElement) is { } refusal)
                return (null, refusal);
            var (file, fault) = BackupJson.Read<BackupFile>("file", document.RootElement, BackupJson.Frame);
            return file?.Hole() is { } hole ? (null, $"{hole} is null") : (file, fault);
        }
        catch (JsonException broken)
        {
            return (null, $"The file is no JSON: line {broken.LineNumber + 1}, column {broken.BytePositionInLine + 1}.");
        }
    }

    private string? Hole() => Parts
        .SelectMany(static part => part.Value is null
            ? [$"parts.{part.Key}"]
            : part.Value.SelectMany(kind => kind.Value is null
                ? [$"parts.{part.Key}.{kind.Key}"]
                : kind.Value.Index().Where(static item => item.Item?.Id is null).Select(item => $"parts.{part.Key}.{kind.Key}[{item.Index}]")))
        .FirstOrDefault();

    // Before everything else: a newer file may hold what this program does not know, and that is not the file's fault.
    private static string? Refuse(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("product", out var product) || product.ValueKind != JsonValueKind.String || !product.ValueEquals(OurProduct)
            || !root.TryGetProperty("format", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var format) || format < 1)
            return "The file is no backup of PerfMonitor's configuration: its 'product' must be PerfMonitor and its 'format' a number.";
        return format > Newest
            ? $"The file has the format {format}, of a newer PerfMonitor; this one reads up to format {Newest}. Update it first."
            : null;
    }
}
