namespace PerfMonitor.LoadTest.Progress;

/// <summary>Which records of a run the console is told of: the first of every ten percent.</summary>
internal sealed class ProgressSteps
{
    private const double StepPercent = 10;

    private int _told;

    /// <summary>Whether the run has come to another tenth; each is told once, and one that was jumped over not at all.</summary>
    public bool Reach(double percent)
    {
        var step = (int)(percent / StepPercent);
        var isNew = step > _told;
        _told = Math.Max(_told, step);
        return isNew;
    }
}
