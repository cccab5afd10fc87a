using System.Text;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Descriptions;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Testing;

namespace PerfMonitor.Ingestion.Tests;

/// <summary>Mutated bodies: the only thing a parser may throw is its own refusal, and what it takes must translate.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 5_000;

    private static readonly string Seed = OtlpText.Request($$$$"""
        {"name":"g","unit":"s","gauge":{"dataPoints":[{"asDouble":1.5,"timeUnixNano":"{{{{OtlpText.NowNano}}}}","attributes":[{"key":"k","value":{"stringValue":"v\u00e9"}},{"key":"l","value":{"arrayValue":{"values":[{"intValue":"1"},{"kvlistValue":{"values":[{"key":"a","value":{"bytesValue":"AQ=="}}]}}]}}}]}]}},
        {"name":"s","sum":{"isMonotonic":true,"aggregationTemporality":1,"dataPoints":[{"asInt":5,"timeUnixNano":"{{{{OtlpText.NowNano}}}}"}]}},
        {"name":"h","histogram":{"aggregationTemporality":1,"dataPoints":[{"timeUnixNano":"{{{{OtlpText.NowNano}}}}","count":3,"sum":2.5,"bucketCounts":[1,2],"explicitBounds":[0.5]}]}},
        {"name":"e","exponentialHistogram":{"aggregationTemporality":1,"dataPoints":[{"timeUnixNano":"{{{{OtlpText.NowNano}}}}","count":"4","scale":2,"zeroCount":1,"positive":{"offset":-3,"bucketCounts":["1","300"]},"negative":{"bucketCounts":["2"]}}]}},
        {"name":"q","summary":{"dataPoints":[{"timeUnixNano":"{{{{OtlpText.NowNano}}}}","count":7,"sum":1,"quantileValues":[{"quantile":0.5,"value":3}]}]}}
        """);

    [Fact]
    public void Protobuf_is_taken_or_refused()
    {
        using var protobuf = OtlpJson.ToProtobuf(Encoding.UTF8.GetBytes(Seed));
        Run(protobuf.Written.ToArray(), bytes => Translate(OtlpProtobuf.Decode(bytes, OtlpText.MaximumElements)));
    }

    [Fact]
    public void Otlp_json_is_taken_or_refused() => Run(Encoding.UTF8.GetBytes(Seed), bytes =>
    {
        using var protobuf = OtlpJson.ToProtobuf(bytes);
        Translate(OtlpProtobuf.Decode(protobuf.Written.ToArray(), OtlpText.MaximumElements));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sample_json_is_taken_or_refused(bool lines)
    {
        const string One = """{"metric":"up","labels":{"job":"a","x":"\u00e9\n"},"value":1.5e3,"timestamp":"2026-01-05T12:00:00.250Z"}""";
        Run(Encoding.UTF8.GetBytes(lines ? $"{One}\n{One}\n{One}" : $$"""{"samples":[{{One}},{{One}}]}"""), bytes =>
        {
            foreach (var sample in SampleJson.Parse(bytes, lines, 1_000).Samples)
            {
                LabelsJson.Decode(bytes.AsSpan(sample.Metric.Start, sample.Metric.Length), bytes.AsSpan(sample.Labels.Start, sample.Labels.Length), out _);
            }
        });
    }

    [Theory]
    [InlineData(RemoteWriteVersion.V1)]
    [InlineData(RemoteWriteVersion.V2)]
    internal void Remote_write_is_taken_or_refused(RemoteWriteVersion version) =>
        Run(RemoteWriteText.Request(version, "__name__=up instance=b:9090 job=a : 1@1000 stale@2000 h@1 e@2", "__name__=x é=ü : NaN@-1", "__name__=y : 1@1"), bytes =>
        {
            var intake = NewIntake();
            new RemoteWriteSamples(new MetricDescriptions()).Take(bytes, version, 1_000, intake);
            Assert.Equal(intake.Refused, intake.Reasons.Sum(reason => reason.Count));
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Text_is_taken_or_refused(bool openMetrics) =>
        Run(Encoding.UTF8.GetBytes("# TYPE a counter\na_total{le=\"+Inf\",p=\"C:\\\\\\n\\\"\"} 1.5e3 1395066363 # {t=\"x\"} 1\nb NaN\n# EOF\n"), bytes =>
        {
            var intake = NewIntake();
            new ExpositionSamples(new MetricDescriptions()).Take(bytes, openMetrics, OtlpText.NowMs, ExtraLabels.None, 1_000, intake);
            Assert.Equal(intake.Refused, intake.Reasons.Sum(reason => reason.Count));
        });

    [Fact]
    public void Snappy_is_taken_or_refused() => Run(SnappyPacker.Pack(Encoding.UTF8.GetBytes(Seed)), bytes => Snappy.Unpack(bytes, new byte[Snappy.UnpackedLength(bytes)]));

    private static Intake NewIntake() => new(new SeriesCatalogue(new AdmissionOptions()), TimeWindow.Around(DateTimeOffset.FromUnixTimeMilliseconds(OtlpText.NowMs), new AdmissionOptions()));

    private static void Translate(OtlpMetrics metrics)
    {
        var translation = new Translation();
        var window = TimeWindow.Around(DateTimeOffset.FromUnixTimeMilliseconds(OtlpText.NowMs), new AdmissionOptions());
        var intake = new Intake(translation.Catalogue, window);
        new Ingestion.Translation.OtlpTranslator(translation.Cache, translation.Deltas, translation.Descriptions, new()).Translate(metrics, intake);
        Assert.Equal(metrics.Metrics.Sum(metric => metric.Points.Count), intake.Accepted + intake.Refused);
    }

    private static void Run(byte[] seed, Action<byte[]> read)
    {
        var random = new Random(20260105);
        var taken = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = ByteMutation.Mutate(seed, random);
            try
            {
                read(bytes);
                taken++;
            }
            catch (MalformedPayloadException refusal)
            {
                Assert.NotEmpty(refusal.Where);
            }
        }

        Assert.InRange(taken, 1, Rounds);
    }
}
