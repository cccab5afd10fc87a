using System.Globalization;

namespace PerfMonitor.Bench.IntakeCost;

/// <summary>Processor time and allocation of one stage, over all threads of the process, added up.</summary>
internal sealed class StageCost(string name)
{
    private TimeSpan _processor;
    private long _allocated;

    /// <summary>Runs a part of the stage.</summary>
    public async Task<T> MeasureAsync<T>(Func<Task<T>> run)
    {
        var (processor, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        var result = await run();
        _processor += Environment.CpuUsage.TotalTime - processor;
        _allocated += GC.GetTotalAllocatedBytes() - allocated;
        return result;
    }

    /// <summary>The same without a result.</summary>
    public Task MeasureAsync(Func<Task> run) => MeasureAsync(async () =>
    {
        await run();
        return true;
    });

    /// <summary>The cost of another stage is counted here too, and taken out.</summary>
    public void Without(StageCost other)
    {
        _processor -= other._processor;
        _allocated -= other._allocated;
    }

    /// <summary>A row of the table.</summary>
    public string Row(long samples) => string.Create(
        CultureInfo.InvariantCulture, $"{name,-64}{_processor.TotalNanoseconds / samples,14:F0}{_allocated / (double)samples,18:F0}");
}
