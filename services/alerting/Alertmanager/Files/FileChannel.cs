using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Templates;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>A channel that an integration of a receiver stands for.</summary>
/// <param name="Receiver">The receiver's name in the file.</param>
/// <param name="Options">The channel's own settings.</param>
internal sealed record FileChannel(string Receiver, IChannelOptions Options) : IChannelOptions
{
    public string Name => Options.Name;

    public string Template => Options.Template;

    /// <summary>How it is reached.</summary>
    public HttpConnection Connection { get; init; } = HttpConnection.Usual;

    /// <summary>What words it; null: nothing of its own.</summary>
    public FieldTemplates? Fields { get; init; }

    /// <summary>What is wrong with the file's templates as a whole.</summary>
    public string? Wrong { get; init; }

    public IEnumerable<(string Key, string Message)> Validate() => Options.Validate();
}
