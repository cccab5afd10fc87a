using System.Threading.Channels;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Live.Watching;

/// <summary>Tells people by mail that alerting is broken, and those who heard of it that it works again.</summary>
internal sealed class WatchdogMailer(IMailer mailer, IReadOnlyList<string> recipients, TimeProvider time, ILogger<WatchdogMailer> log) : BackgroundService
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);

    // One at most: a state that was followed by another before it could be told is no news.
    private readonly Channel<AlertingState> _news = Channel.CreateBounded<AlertingState>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private DateTimeOffset? _toldBrokenSince;

    public void Tell(AlertingState state)
    {
        if (mailer.IsConfigured && recipients.Count > 0)
        {
            _news.Writer.TryWrite(state);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var state in _news.Reader.ReadAllAsync(stoppingToken))
        {
            if (state.Status == AlertingState.Broken || _toldBrokenSince is not null)
            {
                await SendAsync(state, stoppingToken);
            }
        }
    }

    /// <summary>Again until the mail server takes it, or there is something newer to say.</summary>
    private async Task SendAsync(AlertingState state, CancellationToken stopping)
    {
        for (var wait = FirstRetry; ; wait = wait * 2 < LongestRetry ? wait * 2 : LongestRetry)
        {
            try
            {
                var receipt = await mailer.SendAsync(WatchdogMail.Of(state, _toldBrokenSince ?? state.Since, recipients), stopping);
                _toldBrokenSince = state.Status == AlertingState.Broken ? _toldBrokenSince ?? state.Since : null;
                if (receipt.Refused.Count > 0)
                {
                    log.WatchdogMailRefused(string.Join("; ", receipt.Refused));
                }

                return;
            }
            catch (MailException failed)
            {
                log.WatchdogMailFailed(failed.Message, wait);
            }

            using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            await Task.WhenAny(_news.Reader.WaitToReadAsync(over.Token).AsTask(), Task.Delay(wait, time, over.Token));
            await over.CancelAsync();
            stopping.ThrowIfCancellationRequested();
            if (_news.Reader.TryPeek(out _))
            {
                return;
            }
        }
    }
}
