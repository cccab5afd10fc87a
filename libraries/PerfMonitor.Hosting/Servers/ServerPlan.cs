namespace PerfMonitor.Hosting.Servers;

/// <summary>Where a server of the model comes from.</summary>
internal abstract record ServerPlan
{
    private ServerPlan()
    {
    }

    /// <summary>It runs somewhere already; configuration says where.</summary>
    internal sealed record Configured(string ConnectionString) : ServerPlan;

    /// <summary>It is started from programs of the machine.</summary>
    internal sealed record Native(INativeServer Server, ServerPrograms Programs) : ServerPlan;

    /// <summary>It is started as a container.</summary>
    internal sealed record Container(string Engine) : ServerPlan;

    /// <summary>There is no way; the sentence names all three.</summary>
    internal sealed record Missing(string Reason) : ServerPlan;
}
