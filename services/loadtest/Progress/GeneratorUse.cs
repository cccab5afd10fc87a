namespace PerfMonitor.LoadTest.Progress;

/// <summary>What a run costs the machine that sends it: a generator at its limit measures itself.</summary>
/// <param name="CpuRatio">Share of all processors that this process has used since the reading before, 0 to 1; null at the first.</param>
/// <param name="MemoryBytes">Memory that this process holds.</param>
internal sealed record GeneratorFigures(double? CpuRatio, long MemoryBytes);

/// <summary>Reads how much of its machine this process uses, between one reading and the next: of runs side by side each is told what all of them use.</summary>
internal sealed class GeneratorUse
{
    private (TimeSpan Used, DateTimeOffset At)? _before;

    public GeneratorFigures Read(DateTimeOffset now) => Read(Environment.CpuUsage.TotalTime, Environment.WorkingSet, Environment.ProcessorCount, now);

    /// <param name="used">Processor time since the process began.</param>
    /// <param name="memoryBytes">Memory it holds.</param>
    /// <param name="processors">Processors there are.</param>
    /// <param name="now">The moment.</param>
    public GeneratorFigures Read(TimeSpan used, long memoryBytes, int processors, DateTimeOffset now)
    {
        double? ratio = _before is var (before, at) && now > at ? Math.Clamp((used - before) / (now - at) / processors, 0, 1) : null;
        _before = (used, now);
        return new GeneratorFigures(ratio, memoryBytes);
    }
}
