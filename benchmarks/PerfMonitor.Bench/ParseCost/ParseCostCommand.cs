using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PerfMonitor.Bench.Fuzzing;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Descriptions;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Testing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.ParseCost;

/// <summary>
/// What a sample costs on its way from bytes to admission, in nanoseconds and bytes allocated, beside System.Text.Json reading as many
/// numbers in the same run. "read" is the parser alone; "taken" finds the series, checks the time and gathers it for the bus.
/// </summary>
internal static class ParseCostCommand
{
    private const int Slices = 20;

    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    public static int Run(int series)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(1_395_066_363_000);
        var samples = Samples(series);
        var json = Encoding.UTF8.GetBytes($"[{string.Join(',', samples.Select(sample => sample.Value.ToString("R", CultureInfo.InvariantCulture)))}]");
        var text = Encoding.UTF8.GetBytes(string.Concat(samples.Select(sample => string.Create(CultureInfo.InvariantCulture, $"{LabelSet.Create(sample.Labels)} {sample.Value:R} {now.ToUnixTimeMilliseconds()}\n"))));
        var first = RemoteWriteBody.Write(RemoteWriteVersion.V1, samples, now.ToUnixTimeMilliseconds(), describes: false);
        var second = RemoteWriteBody.Write(RemoteWriteVersion.V2, samples, now.ToUnixTimeMilliseconds(), describes: false);
        var packed = SnappyPacker.Pack(first);
        var unpacked = new byte[first.Length];
        var (exposition, remoteWrite) = (new ExpositionSamples(new MetricDescriptions()), new RemoteWriteSamples(new MetricDescriptions()));
        var catalogue = new SeriesCatalogue(new AdmissionOptions());
        var message = new RemoteWriteSeries();
        var window = TimeWindow.Around(now, new AdmissionOptions());

        Console.WriteLine($"{series} samples a request; text {text.Length / series} B, remote write 1.0 {first.Length / series} B ({packed.Length / series} B packed), 2.0 {second.Length / series} B a sample");
        Console.WriteLine($"{"",-26} {"ns",8} {"ratio",7} {"bytes",8}   a sample");
        var unit = Measure("System.Text.Json numbers", series, null, () => Numbers(json));
        Measure("text read", series, unit, () => Read(text));
        Measure("text taken", series, unit, () => Take(intake => exposition.Take(text, openMetrics: false, window.NowMs, ExtraLabels.None, int.MaxValue, intake)));
        Measure("Snappy unpacked", series, unit, () => Snappy.Unpack(packed, unpacked));
        Measure("remote write 1.0 read", series, unit, () => ReadMessages(first, RemoteWriteVersion.V1, message));
        Measure("remote write 1.0 taken", series, unit, () => Take(intake => remoteWrite.Take(first, RemoteWriteVersion.V1, int.MaxValue, intake)));
        Measure("remote write 2.0 read", series, unit, () => ReadMessages(second, RemoteWriteVersion.V2, message));
        Measure("remote write 2.0 taken", series, unit, () => Take(intake => remoteWrite.Take(second, RemoteWriteVersion.V2, int.MaxValue, intake)));
        return 0;

        void Take(Action<Intake> take)
        {
            using var intake = new Intake(catalogue, window);
            take(intake);
            if (intake.Accepted != series)
            {
                throw new InvalidOperationException($"{intake.Accepted} of {series} samples were taken.");
            }
        }
    }

    private static double Measure(string name, int samples, double? unit, Action once)
    {
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < Warming;)
        {
            once();
        }

        // The best of several slices: on a machine with other work to do, the others measure that work.
        var (nanoseconds, bytes) = (double.MaxValue, 0.0);
        for (var slice = 0; slice < Slices; slice++)
        {
            var (rounds, allocated, watch) = (0L, GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            for (; watch.Elapsed < Slice; rounds++)
            {
                once();
            }

            nanoseconds = Math.Min(nanoseconds, watch.Elapsed.TotalNanoseconds / rounds / samples);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)rounds / samples;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-26} {nanoseconds,8:F1} {nanoseconds / (unit ?? nanoseconds),7:F2} {bytes,8:F2}"));
        return nanoseconds;
    }

    // As a node exporter has it: few names, some devices, values of every kind.
    private static List<(List<Label> Labels, double Value)> Samples(int series)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, series).Select(i => (new List<Label>
        {
            new(LabelSet.MetricName, $"node_network_receive_packets_{i % 50}_total"), new("device", $"eth{i / 50}"), new("instance", "node-17.example.com:9100"), new("job", "node"),
        }, (i % 4) switch
        {
            0 => random.Next(1_000_000_000),
            1 => Math.Round(random.NextDouble() * 100, 2),
            2 => random.NextDouble(),
            _ => 0.0,
        }))];
    }

    private static void Numbers(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number)
            {
                reader.GetDouble();
            }
        }
    }

    private static void Read(byte[] text)
    {
        var reader = new ExpositionReader(text, openMetrics: false);
        while (reader.Read() != ExpositionItem.End)
        {
        }
    }

    private static void ReadMessages(byte[] body, RemoteWriteVersion version, RemoteWriteSeries series)
    {
        var reader = new RemoteWriteReader(body, version, int.MaxValue, series);
        while (reader.Read())
        {
        }
    }
}
