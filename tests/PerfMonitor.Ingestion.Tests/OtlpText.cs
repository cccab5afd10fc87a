using System.Globalization;
using System.Text;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Descriptions;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Ingestion.Translation;

namespace PerfMonitor.Ingestion.Tests;

/// <summary>OTLP in its JSON form and series in PromQL's, so that tests read as text in, text out.</summary>
internal static class OtlpText
{
    /// <summary>2026-01-05T12:00:00Z, the clock of every test.</summary>
    public const long NowMs = 1_767_614_400_000;

    /// <summary>The same moment as OTLP writes it.</summary>
    public const string NowNano = "1767614400000000000";

    public const int MaximumElements = 100_000;

    /// <summary>A request with one resource, one unnamed scope and the given metrics.</summary>
    public static string Request(string metrics, string resource = """{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]}""", string scope = "{}") =>
        $$"""{"resourceMetrics":[{"resource":{{resource}},"scopeMetrics":[{"scope":{{scope}},"metrics":[{{metrics}}]}]}]}""";

    public static OtlpMetrics Decode(string json)
    {
        using var protobuf = OtlpJson.ToProtobuf(Encoding.UTF8.GetBytes(json));
        return OtlpProtobuf.Decode(protobuf.Written.ToArray(), MaximumElements);
    }

    /// <summary>Lines such as <c>http_requests_total{job="shop"} 5 @1767614400000</c>, in the order of translation.</summary>
    public static string[] Lines(Intake intake) => [.. intake.Samples.Select(sample =>
        $"{sample.Series.Labels} {(TimeSeries.StaleMarker.Is(sample.Sample.Value) ? "stale" : sample.Sample.Value.ToString(CultureInfo.InvariantCulture))} @{sample.Sample.TimestampMs}")];
}

/// <summary>A translator with what it remembers between requests.</summary>
internal sealed class Translation(TranslationOptions? options = null, AdmissionOptions? admission = null)
{
    private readonly TranslationOptions _options = options ?? new TranslationOptions();

    public SeriesCatalogue Catalogue { get; } = new(admission ?? new AdmissionOptions());

    public TranslationCache Cache => field ??= new TranslationCache(_options);

    public MetricDescriptions Descriptions { get; } = new();

    public DeltaStore Deltas => field ??= new DeltaStore(_options);

    public Intake Translate(string request, long nowMs = OtlpText.NowMs)
    {
        var window = TimeWindow.Around(DateTimeOffset.FromUnixTimeMilliseconds(nowMs), admission ?? new AdmissionOptions());
        var intake = new Intake(Catalogue, window);
        new OtlpTranslator(Cache, Deltas, Descriptions, _options).Translate(OtlpText.Decode(request), intake);
        return intake;
    }

    public string[] Lines(string request, long nowMs = OtlpText.NowMs) => OtlpText.Lines(Translate(request, nowMs));
}
