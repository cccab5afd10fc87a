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
}
