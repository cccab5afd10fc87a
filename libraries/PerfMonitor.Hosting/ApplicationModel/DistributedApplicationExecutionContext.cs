namespace Aspire.Hosting;

/// <summary>Whether the application runs or is published. Local mode only ever runs it.</summary>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    /// <summary>Which of the two.</summary>
    public DistributedApplicationOperation Operation => operation;

    /// <summary>Whether it runs.</summary>
    public bool IsRunMode => operation == DistributedApplicationOperation.Run;

    /// <summary>Whether it is published.</summary>
    public bool IsPublishMode => operation == DistributedApplicationOperation.Publish;
}

/// <summary>What is done with the application.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>It runs.</summary>
    Run = 0,

    /// <summary>It is published.</summary>
    Publish = 1,
}
