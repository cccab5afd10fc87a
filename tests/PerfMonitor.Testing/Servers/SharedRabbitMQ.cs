namespace PerfMonitor.Testing.Servers;

/// <summary>One broker for a test class; it takes seconds to start.</summary>
public sealed class SharedRabbitMQ : IDisposable
{
    /// <summary>The broker; null where RabbitMQ is not installed.</summary>
    public PrivateRabbitMQ? Server { get; } = PrivateRabbitMQ.TryStart();

    /// <inheritdoc />
    public void Dispose() => Server?.Dispose();
}
