namespace PerfMonitor.Analytics;

/// <summary>Something that tasks wait for, and that can be waited for again once it is lowered. Its owner keeps what it stands for and the signal in step.</summary>
internal sealed class Signal
{
    private volatile TaskCompletionSource _raised = New();

    /// <summary>Ends when the signal is raised.</summary>
    public Task Task => _raised.Task;

    public void Raise() => _raised.TrySetResult();

    /// <summary>Whoever asks from now on waits for the next time; who waits already is told of it too.</summary>
    public void Lower()
    {
        if (_raised.Task.IsCompleted)
        {
            _raised = New();
        }
    }

    // Who waits goes on by itself, not within whoever raises.
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
