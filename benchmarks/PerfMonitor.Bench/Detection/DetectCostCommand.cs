using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Bench.Detection;

/// <summary>
/// What judging a sample costs, and what a watched series holds in memory: a day's rhythm with noise and spikes, one sample a
/// minute for ten weeks, so that two generations learn side by side as they do in the long run. The ratio is to the least any
/// detector has to do, a moving mean and deviation, timed in the same run;
/// processor time counts, and of several runs the quickest, for the machine has other work.
/// </summary>
internal static class DetectCostCommand
{
    private const int Samples = 100_800;
    private const int WarmUp = 2 * 40_320;
    private const int Runs = 9;
    private const int Detectors = 64;
    private const long StepMs = 60_000;

    public static int Run()
    {
        double[] values = [.. Enumerable.Range(0, Samples).Select(Value)];
        var runs = Enumerable.Range(0, Runs).Select(_ => Measure(values)).ToArray();
        double ensemble = runs.Min(static run => run.Nanoseconds);
        int news = runs[0].News;
        double floor = Enumerable.Range(0, Runs).Min(_ => Floor(values));
        Console.WriteLine($"ensemble: {ensemble:0} ns per sample with two generations ({news} news in {Samples - WarmUp} samples)");
        Console.WriteLine($"moving mean and deviation: {floor:0.0} ns per sample; ratio {ensemble / floor:0}");
        Console.WriteLine($"memory: {BytesHeld(values) / 1024} KB per series");
        return ensemble <= 2000 ? 0 : 1;
    }

    private static (double Nanoseconds, int News) Measure(double[] values)
    {
        var detector = new SeriesDetector(DetectionSettings.Default);
        for (int i = 0; i < WarmUp; i++) detector.Observe(i * StepMs, values[i]);
        int news = 0;
        var before = Environment.CpuUsage.UserTime;
        for (int i = WarmUp; i < Samples; i++)
        {
            var verdict = detector.Observe(i * StepMs, values[i]);
            if (verdict.IsNews && verdict.Level != AnomalyLevel.None) news++;
        }

        return ((Environment.CpuUsage.UserTime - before).TotalNanoseconds / (Samples - WarmUp), news);
    }

    private static double Floor(double[] values)
    {
        double mean = 0, variance = 0, sum = 0;
        var before = Environment.CpuUsage.UserTime;
        foreach (double value in values)
        {
            double delta = value - mean;
            mean += delta / 64;
            variance = (variance + delta * delta / 64) * (63.0 / 64);
            sum += Math.Abs(delta) > 3 * Math.Sqrt(variance) ? 1 : 0;
        }

        double spent = (Environment.CpuUsage.UserTime - before).TotalNanoseconds / values.Length;
        return sum < 0 ? 0 : spent;
    }

    private static long BytesHeld(double[] values)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var detectors = new SeriesDetector[Detectors];
        for (int d = 0; d < Detectors; d++)
        {
            detectors[d] = new SeriesDetector(DetectionSettings.Default);
            for (int i = 30_000; i < 60_000; i++) detectors[d].Observe(i * StepMs, values[i]);
        }

        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(detectors);
        return held / Detectors;
    }

    /// <summary>A day's rhythm, noise from a linear congruential sequence, and now and then a spike.</summary>
    private static double Value(int i)
    {
        uint noise = unchecked((uint)i * 2654435761u);
        noise ^= noise >> 15;
        noise *= 2246822519u;
        noise ^= noise >> 13;
        double uniform = noise / (double)uint.MaxValue;
        return 50 + 20 * Math.Sin(2 * Math.PI * i / 1440) + 5 * uniform + (uniform > 0.9995 ? 60 : 0);
    }
}
