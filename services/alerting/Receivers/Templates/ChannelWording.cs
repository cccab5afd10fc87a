using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Templates;

namespace PerfMonitor.Alerting.Receivers.Templates;

/// <summary>A channel whose messages are worded by a template. Where that is broken the built-in words go out, and the channel says so.</summary>
internal sealed class ChannelWording(IReceiver inner, string template, TemplateOptions options, PageOptions page, TimeProvider clock) : IReceiver
{
    private readonly Part _headline = new(nameof(options.Headline), options.Headline);
    private readonly Part _body = new(nameof(options.Body), options.Body);

    public string Name => inner.Name;

    public string Kind => inner.Kind;

    public string Destination => inner.Destination;

    public bool SendResolved => inner.SendResolved;

    public bool SendAcknowledged => inner.SendAcknowledged;

    public TimeSpan? DigestEvery => inner.DigestEvery;

    public bool TakesDigests => inner.TakesDigests;

    public string? Off => inner.Off;

    public IReceiver Inner => inner;

    /// <summary>What was wrong with the template when it was read, or last filled in.</summary>
    public string? Problem => (_headline.Problem ?? _body.Problem) is { } problem ? $"the template '{template}' is broken, and the built-in words go out: {problem}" : null;

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var data = new TemplateInput(MessageData.Of(notification, page), clock.GetUtcNow());
        var outcome = await inner.SendAsync(
            notification with { Headline = _headline.Fill(data)?.ReplaceLineEndings(" ").Trim(), Body = _body.Fill(data)?.Trim() },
            cancellationToken);
        return outcome is Outcome.Delivered && Problem is { } problem ? new Outcome.Delivered(outcome.Reason is { } reason ? $"{reason}; {problem}" : problem) : outcome;
    }

    /// <summary>One text of the template. Read once; what goes wrong later is remembered until it goes well again.</summary>
    private sealed class Part(string name, string source)
    {
        private readonly TemplateParse<Template>? _parsed = source.Length > 0 ? MessageTemplate.Parse(name, source) : null;
        private volatile TemplateError? _failure;

        public TemplateError? Problem => _parsed?.Error ?? _failure;

        /// <summary>Null: the built-in words.</summary>
        public string? Fill(TemplateInput data)
        {
            if (_parsed?.Value is not { } template)
            {
                return null;
            }

            var (text, error) = template.Fill(data);
            _failure = error;
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }
    }
}
