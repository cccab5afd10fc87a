using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Bench.Detection;

/// <summary>
/// What judging a sample costs, and what a watched series holds in memory: a day's rhythm with noise and spikes, and noise alone,
/// in which the search for seasons never ends; one sample a minute for ten weeks, so that two generations learn side by side as
/// they do in the long run. The ratio is to the least any detector has to do, a moving mean and deviation, timed in the same run;
/// processor time counts, and of several runs the quickest, for the machine has other work.
/// </summary>
internal static class DetectCostCommand
{
    private const int Samples = 100_800;
    private const int WarmUp = 2 * 40_320;
    private const int Runs = 9;
    private const int Detectors = 64;
    private const long StepMs = 60_000;

    // One pass is too short for the clock of processor time.
    private const int FloorPasses = 32;

    // Nanoseconds per sample.
    private const double Bound = 2000;

    public static int Run()
    {
        double[] rhythm = [.. Enumerable.Range(0, Samples).Select(Rhythm)], noise = [.. Enumerable.Range(0, Samples).Select(MadeUpNoise.At)];
        double floor = Enumerable.Range(0, Runs).Min(_ => Floor(rhythm));
        Console.WriteLine($"moving mean and deviation: {floor:0.0} ns per sample");
        double slowest = Math.Max(Report("a day's rhythm", rhythm, floor), Report("noise alone", noise, floor));
        Console.WriteLine($"memory: {BytesHeld(rhythm) / 1024} KB per series");
        return slowest <= Bound ? 0 : 1;
    }

    private static double Report(string series, double[] values, double floor)
    {
        var runs = Enumerable.Range(0, Runs).Select(_ => Measure(values)).ToArray();
        double least = runs.Min(static run => run.Nanoseconds);
        Console.WriteLine(
            $"{series}: {least:0} ns per sample with two generations, bound {Bound}; ratio {least / floor:0}; {runs[0].Bytes:0.0} bytes allocated; {runs[0].News} news in {Samples - WarmUp} samples");
        return least;
    }

    private static (double Nanoseconds, double Bytes, int News) Measure(double[] values)
    {
        var detector = new SeriesDetector(DetectionSettings.Default);
        for (int i = 0; i < WarmUp; i++) detector.Observe(i * StepMs, values[i]);
        int news = 0;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        var before = Environment.CpuUsage.UserTime;
        for (int i = WarmUp; i < Samples; i++)
        {
            var verdict = detector.Observe(i * StepMs, values[i]);
            if (verdict.IsNews && verdict.Level != AnomalyLevel.None) news++;
        }

        double spent = (Environment.CpuUsage.UserTime - before).TotalNanoseconds;
        return (spent / (Samples - WarmUp), (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)(Samples - WarmUp), news);
    }

    private static double Floor(double[] values)
    {
        double mean = 0, variance = 0, sum = 0;
        var before = Environment.CpuUsage.UserTime;
        for (int pass = 0; pass < FloorPasses; pass++)
        {
            foreach (double value in values)
            {
                double delta = value - mean;
                mean += delta / 64;
                variance = (variance + delta * delta / 64) * (63.0 / 64);
                sum += Math.Abs(delta) > 3 * Math.Sqrt(variance) ? 1 : 0;
            }
        }

        double spent = (Environment.CpuUsage.UserTime - before).TotalNanoseconds / (FloorPasses * values.Length);
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

    /// <summary>A day's rhythm, noise, and now and then a spike.</summary>
    private static double Rhythm(int i)
    {
        double uniform = MadeUpNoise.At(i);
        return 50 + 20 * Math.Sin(2 * Math.PI * i / 1440) + 5 * uniform + (uniform > 0.9995 ? 60 : 0);
    }
}
