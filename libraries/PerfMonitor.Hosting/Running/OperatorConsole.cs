namespace PerfMonitor.Hosting.Running;

/// <summary>What the person at the terminal is told: one sentence at a time.</summary>
internal sealed class OperatorConsole(TextWriter output, TextWriter errors)
{
    private readonly Lock _lock = new();

    public static OperatorConsole Terminal { get; } = new(Console.Out, Console.Error);

    /// <summary>For tests: what goes wrong is told, what goes well is not.</summary>
    public static OperatorConsole OnlyWarnings { get; } = new(TextWriter.Null, Console.Error);

    public void Say(string sentence)
    {
        lock (_lock)
        {
            output.WriteLine(sentence);
            output.Flush();
        }
    }

    public void Warn(string sentence)
    {
        lock (_lock)
        {
            errors.WriteLine(sentence);
            errors.Flush();
        }
    }
}
