using System.Text;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Parsing;

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

    private static void Translate(OtlpMetrics metrics)
    {
        var translation = new Translation();
        var window = TimeWindow.Around(DateTimeOffset.FromUnixTimeMilliseconds(OtlpText.NowMs), new AdmissionOptions());
        var intake = new Intake(translation.Catalogue, window);
        new Ingestion.Translation.OtlpTranslator(translation.Cache, translation.Deltas, new()).Translate(metrics, intake);
        Assert.Equal(metrics.Metrics.Sum(metric => metric.Points.Count), intake.Accepted + intake.Refused);
    }

    private static void Run(byte[] seed, Action<byte[]> read)
    {
        var random = new Random(20260105);
        var taken = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Mutate(seed, random);
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

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 4:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(20)));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(40))));
                    break;
            }
        }

        return [.. bytes];
    }
}
