namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states a resource goes through.</summary>
public static class KnownResourceStates
{
    /// <summary>Nothing happened yet.</summary>
    public static readonly string NotStarted = "NotStarted";

    /// <summary>It waits for other resources.</summary>
    public static readonly string Waiting = "Waiting";

    /// <summary>It is being started.</summary>
    public static readonly string Starting = "Starting";

    /// <summary>It runs.</summary>
    public static readonly string Running = "Running";

    /// <summary>It is being stopped.</summary>
    public static readonly string Stopping = "Stopping";

    /// <summary>It ended by itself with an error, or was killed.</summary>
    public static readonly string Exited = "Exited";

    /// <summary>It ended as it should.</summary>
    public static readonly string Finished = "Finished";

    /// <summary>It could not be started.</summary>
    public static readonly string FailedToStart = "FailedToStart";

    /// <summary>The container engine does not work.</summary>
    public static readonly string RuntimeUnhealthy = "RuntimeUnhealthy";

    /// <summary>A parameter without a value.</summary>
    public static readonly string ValueMissing = "ValueMissing";

    /// <summary>The states in which no process runs and none will without a command.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}

/// <summary>The colours of states.</summary>
public static class KnownResourceStateStyles
{
    /// <summary>Something is wrong.</summary>
    public static readonly string Error = "error";

    /// <summary>All is well.</summary>
    public static readonly string Success = "success";

    /// <summary>Worth knowing.</summary>
    public static readonly string Info = "info";

    /// <summary>Worth a look.</summary>
    public static readonly string Warn = "warning";
}

/// <summary>The commands every process has.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts it.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stops it.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stops and starts it.</summary>
    public static readonly string RestartCommand = "restart";
}
