namespace PerfMonitor.Bench;

/// <summary>Noise that follows from the place alone, so that every run measures the same series.</summary>
internal static class MadeUpNoise
{
    /// <summary>Uniform in 0..1, by scrambling the place.</summary>
    public static double At(int place)
    {
        uint noise = unchecked((uint)place * 2654435761u);
        noise ^= noise >> 15;
        noise *= 2246822519u;
        noise ^= noise >> 13;
        return noise / (double)uint.MaxValue;
    }

    /// <summary>All but normal, with mean 0 and deviation 1: the sum of four uniform ones.</summary>
    public static double Normal(int place)
    {
        double sum = 0;
        for (int part = 0; part < 4; part++) sum += At(unchecked(4 * place + part));
        return (sum - 2) * Math.Sqrt(3);
    }
}
