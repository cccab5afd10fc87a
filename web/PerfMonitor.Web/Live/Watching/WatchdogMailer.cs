using System.Threading.Channels;
using Npgsql;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Live.Watching;

/// <summary>Tells people by mail that alerting is broken, and those who heard of it that it works again, also where a process before this one told them.</summary>
internal sealed class WatchdogMailer(IMailer mailer, WatchdogAudience audience, IWatchdogMemory memory, TimeProvider time, ILogger<WatchdogMailer> log) : BackgroundService
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);

    // One at most: a state that was followed by another before it could be told is no news.
    private readonly Channel<AlertingState> _news = Channel.CreateBounded<AlertingState>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private DateTimeOffset? _toldBrokenSince;
    private bool _remembers;

    public void Tell(AlertingState state)
    {
        if (mailer.IsConfigured && audience.Recipients.Count > 0)
        {
            _news.Writer.TryWrite(state);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (audience.Unheard is { } unheard)
        {
            log.WatchdogUnheard(unheard);
        }

        await foreach (var state in _news.Reader.ReadAllAsync(stoppingToken))
        {
            await TellAsync(state, stoppingToken);
        }
    }

    /// <summary>Again until the mail server has taken it for all whom it will ever take it for, and that is written down, or there is something newer to say.</summary>
    private async Task TellAsync(AlertingState state, CancellationToken stopping)
    {
        var open = audience.Recipients;
        for (var wait = FirstRetry; ; wait = wait * 2 < LongestRetry ? wait * 2 : LongestRetry)
        {
            try
            {
                await RecallAsync(state, stopping);
                if (state.Status != AlertingState.Broken && _toldBrokenSince is null)
                {
                    return;
                }

                var began = _toldBrokenSince ?? state.Since;
                var later = open.Count > 0 ? await SendAsync(WatchdogMail.Of(state, began, open), stopping) : [];
                open = [.. later.Select(static one => one.Recipient)];
                await RememberAsync(state.Status == AlertingState.Broken || open.Count > 0 ? began : null, stopping);
                if (open.Count == 0)
                {
                    return;
                }

                log.WatchdogMailFailed(string.Join("; ", later), wait);
            }
            catch (MailException failed)
            {
                log.WatchdogMailFailed(failed.Message, wait);
            }
            catch (NpgsqlException away)
            {
                log.WatchdogForgets(away.Message, wait);
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

    /// <summary>Returns whom the server does not take it for now, but may later.</summary>
    private async Task<IReadOnlyList<RefusedRecipient>> SendAsync(MailMessage mail, CancellationToken stopping)
    {
        try
        {
            var refused = (await mailer.SendAsync(mail, stopping)).Refused.ToLookup(static one => one.IsTransient);
            if (refused[false].Any())
            {
                log.WatchdogMailRefused(string.Join("; ", refused[false]));
            }

            return [.. refused[true]];
        }
        catch (MailException refused) when (!refused.IsTransient && mail.To.Count < audience.Recipients.Count)
        {
            log.WatchdogMailRefused(refused.Message);
            return [];
        }
    }

    /// <summary>What a process before this one has told.</summary>
    private async Task RecallAsync(AlertingState state, CancellationToken stopping)
    {
        if (_remembers)
        {
            return;
        }

        try
        {
            _toldBrokenSince = await memory.ToldBrokenSinceAsync(stopping);
            _remembers = true;
        }
        catch (NpgsqlException) when (state.Status == AlertingState.Broken)
        {
            // PostgreSQL may be what is broken; this news does not wait for it.
        }
    }

    private async Task RememberAsync(DateTimeOffset? toldBrokenSince, CancellationToken stopping)
    {
        // At once where it is broken: that PostgreSQL is away must not keep this process from telling the end.
        _toldBrokenSince ??= toldBrokenSince;
        await memory.KeepAsync(toldBrokenSince, stopping);
        (_toldBrokenSince, _remembers) = (toldBrokenSince, true);
    }
}
