using System.Diagnostics;
using System.Globalization;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Testing;

namespace PerfMonitor.Bench.Fuzzing;

/// <summary>
/// Feeds the receivers' parsers with mutated inputs. The only thing they may throw is their own refusal, with its place. Input number i of a
/// run depends on the seed and i alone, so a finding can be had again; each is printed as hex, to become a test case.
/// </summary>
internal static class FuzzCommand
{
    private const int MaximumFindings = 20;
    private const int MaximumMutations = 4;

    private static readonly TimeSpan SlowInput = TimeSpan.FromSeconds(1);

    private static readonly byte[][] Tokens =
    [
        "{"u8.ToArray(), "}"u8.ToArray(), "\""u8.ToArray(), "\\"u8.ToArray(), "\n"u8.ToArray(), "="u8.ToArray(), ","u8.ToArray(), "# EOF\n"u8.ToArray(), "NaN"u8.ToArray(), "1e999"u8.ToArray(),
        "-"u8.ToArray(), "9223372036854775808"u8.ToArray(), [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x80], [0x00], [0x0A, 0x00], [0xFC, 0xFF, 0xFF, 0xFF, 0xFF], [0xED, 0xA0, 0x80],
    ];

    /// <summary>Runs; the exit code is 1 where anything was found.</summary>
    public static int Run(FuzzOptions options)
    {
        var (inputs, seed) = (options.Inputs, options.Seed);
        var seeds = FuzzSeeds.Load(options.Captures);
        Console.WriteLine($"{inputs} inputs, seed {seed}, from {seeds.Source}");
        var findings = 0;
        foreach (var (target, share) in FuzzTarget.All.Select((target, i) => (target, (inputs / FuzzTarget.All.Count) + (i < inputs % FuzzTarget.All.Count ? 1 : 0))))
        {
            findings += Run(target, share, seed, seeds);
        }

        return findings == 0 ? 0 : 1;
    }

    private static int Run(FuzzTarget target, long inputs, int seed, FuzzSeeds seeds)
    {
        var (taken, refused, found, slowest) = (0L, 0L, 0, 0L);
        var started = Stopwatch.GetTimestamp();
        Parallel.For(0, inputs, i =>
        {
            var bytes = Input(target, i, seed, seeds);
            var began = Stopwatch.GetTimestamp();
            try
            {
                Interlocked.Increment(ref IsTaken(target, bytes) ? ref taken : ref refused);
            }
            catch (Exception finding)
            {
                Report(target, i, bytes, $"{finding.GetType().Name}: {finding.Message}", ref found);
            }

            var took = Stopwatch.GetTimestamp() - began;
            if (Stopwatch.GetElapsedTime(0, took) > SlowInput && IsSlow(target, bytes))
            {
                Report(target, i, bytes, $"takes {Stopwatch.GetElapsedTime(0, took).TotalSeconds:F1} s", ref found);
            }

            InterlockedMax(ref slowest, took);
        });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Name,-15} {inputs,12} inputs  {taken,12} taken  {refused,12} refused  {found,4} found  slowest {Stopwatch.GetElapsedTime(0, slowest).TotalMilliseconds:F1} ms  {inputs / Stopwatch.GetElapsedTime(started).TotalSeconds:F0} inputs/s"));
        return found;
    }

    private static bool IsTaken(FuzzTarget target, byte[] bytes)
    {
        try
        {
            return target.Feed(bytes);
        }
        catch (MalformedPayloadException refusal) when (refusal.Where.Length > 0)
        {
            return false;
        }
    }

    // On a machine with other work to do, any input is slow once; one that is to blame is so again.
    private static bool IsSlow(FuzzTarget target, byte[] bytes)
    {
        for (var round = 0; round < 3; round++)
        {
            var began = Stopwatch.GetTimestamp();
            IsTaken(target, bytes);
            if (Stopwatch.GetElapsedTime(began) <= SlowInput)
            {
                return false;
            }
        }

        return true;
    }

    private static byte[] Input(FuzzTarget target, long number, int seed, FuzzSeeds seeds)
    {
        var random = new Random(HashCode(seed, number));
        var bytes = target.Seed(seeds, random);
        if (random.Next(2) == 0)
        {
            return ByteMutation.ChangeOne(bytes, random);
        }

        for (var round = random.Next(1, MaximumMutations); round > 0; round--)
        {
            bytes = ByteMutation.Mutate(bytes, random, Tokens);
        }

        return bytes;
    }

    // The framework's own hash differs from process to process.
    private static int HashCode(int seed, long number) => unchecked((int)((((ulong)number + 1) * 0x9E37_79B9_7F4A_7C15) >> 32) ^ (seed * 0x0100_0193) ^ (int)number);

    private static void Report(FuzzTarget target, long number, byte[] bytes, string finding, ref int found)
    {
        if (Interlocked.Increment(ref found) <= MaximumFindings)
        {
            Console.WriteLine($"{target.Name} input {number}: {finding}\n  {Convert.ToHexString(bytes)}");
        }
    }

    private static void InterlockedMax(ref long largest, long value)
    {
        for (var known = Volatile.Read(ref largest); value > known;)
        {
            var seen = Interlocked.CompareExchange(ref largest, value, known);
            if (seen == known)
            {
                return;
            }

            known = seen;
        }
    }
}
