using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Templates;

namespace PerfMonitor.Alerting.Receivers.Templates;

/// <summary>A channel of Alertmanager's file: worded as its receiver there says, and known by the receiver's name. Where a template is broken the built-in words go out, and the channel says so.</summary>
/// <param name="inner">The channel.</param>
/// <param name="receiver">The receiver's name in the file.</param>
/// <param name="fields">Its fields; null where it words nothing.</param>
/// <param name="wrong">What is wrong with the file's templates as a whole.</param>
/// <param name="page">Where the links lead.</param>
/// <param name="clock">The time.</param>
internal sealed class FileWording(IReceiver inner, string receiver, FieldTemplates? fields, string? wrong, PageOptions page, TimeProvider clock) : WordedReceiver(inner)
{
    private volatile TemplateError? _failure;

    public override string? Problem =>
        (fields?.Problem ?? _failure) is { } broken ? $"the built-in words go out, because a template of Alertmanager's file is broken: {broken}"
        : Inner.Problem ?? wrong;

    public override async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var named = notification with { Receiver = receiver };
        if (fields is null)
        {
            return await SendWordedAsync(named, cancellationToken);
        }

        var filling = fields.Fill(new TemplateInput(MessageData.Of(named, page), clock.GetUtcNow()));
        _failure = filling.Problem ?? filling.Unaddressed;
        return filling.Unaddressed is { } unaddressed
            ? new Outcome.Rejected($"whom to tell is a template of Alertmanager's file that is broken: {unaddressed}")
            : await SendWordedAsync(named with { Fields = filling.Fields }, cancellationToken);
    }
}
