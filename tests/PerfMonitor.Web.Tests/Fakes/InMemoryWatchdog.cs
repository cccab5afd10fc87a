using Npgsql;
using PerfMonitor.Web.Live.Watching;

namespace PerfMonitor.Web.Tests.Fakes;

/// <summary>What the watchdog's table would keep, while its server is there.</summary>
internal sealed class InMemoryWatchdog : IWatchdogMemory
{
    public bool IsAway { get; set; }

    public DateTimeOffset? Told { get; private set; }

    public Task<DateTimeOffset?> ToldBrokenSinceAsync(CancellationToken cancellation) => IsAway ? throw new NpgsqlException("away") : Task.FromResult(Told);

    public Task KeepAsync(DateTimeOffset? toldBrokenSince, CancellationToken cancellation)
    {
        Told = IsAway ? throw new NpgsqlException("away") : toldBrokenSince;
        return Task.CompletedTask;
    }
}
