using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Templates;

namespace PerfMonitor.Alerting.Receivers.Templates;

/// <summary>A channel whose messages are worded by a template. Where that is broken the built-in words go out, and the channel says so.</summary>
internal sealed class ChannelWording(IReceiver inner, string template, TemplateOptions options, PageOptions page, TimeProvider clock) : WordedReceiver(inner)
{
    private readonly Part _headline = new(nameof(options.Headline), options.Headline);
    private readonly Part _body = new(nameof(options.Body), options.Body);

    /// <summary>What was wrong with the template when it was read, or last filled in.</summary>
    public override string? Problem => (_headline.Problem ?? _body.Problem) is { } problem ? $"the template '{template}' is broken, and the built-in words go out: {problem}" : null;

    public override Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var data = new TemplateInput(MessageData.Of(notification, page), clock.GetUtcNow());
        return SendWordedAsync(
            notification with { Headline = _headline.Fill(data)?.ReplaceLineEndings(" ").Trim(), Body = _body.Fill(data)?.Trim() },
            cancellationToken);
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
