namespace PerfMonitor.Alerting;

/// <summary>A duty that is done again after each pause; what is due is in the database, so a restart forgets nothing.</summary>
internal sealed class TimedLoop(string what, Func<CancellationToken, Task> round, Func<CancellationToken, Task> pause, TimeProvider clock, ILogger logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.RunAsync(
        what,
        async stopping =>
        {
            await round(stopping);
            await pause(stopping);
        },
        clock,
        logger,
        stoppingToken);
}

/// <summary>Registers duties.</summary>
internal static class TimedLoops
{
    /// <summary>Lets a service do its duty every <paramref name="interval"/>. Not <c>AddHostedService</c>, which takes each type once.</summary>
    public static IServiceCollection AddTimedLoop<T>(this IServiceCollection services, string what, TimeSpan interval, Func<T, CancellationToken, Task> round)
        where T : class =>
        services.AddLoop(what, round, (clock, stopping) => Task.Delay(interval, clock, stopping));

    /// <summary>
    /// Lets a service do its duty when <see cref="DueWatch"/> finds that <paramref name="condition"/> holds, an SQL condition in which <c>$1</c> is
    /// the time; and when the program starts.
    /// </summary>
    public static IServiceCollection AddDuty<T>(this IServiceCollection services, string what, string condition, Func<T, CancellationToken, Task> round)
        where T : class =>
        services.AddDuty(what, condition, round, new WakeUp(), loops: 1);

    /// <summary>The same in several loops, of which each signal of <paramref name="due"/> wakes one.</summary>
    public static IServiceCollection AddDuty<T>(this IServiceCollection services, string what, string condition, Func<T, CancellationToken, Task> round, WakeUp due, int loops)
        where T : class
    {
        services.AddSingleton(new Watch(condition, due.Signal));
        for (var loop = 0; loop < loops; loop++)
        {
            services.AddLoop(what, round, (clock, stopping) => due.WaitAsync(DueWatch.LongestWait, clock, stopping));
        }

        return services;
    }

    private static IServiceCollection AddLoop<T>(this IServiceCollection services, string what, Func<T, CancellationToken, Task> round, Func<TimeProvider, CancellationToken, Task> pause)
        where T : class =>
        services.AddSingleton<IHostedService>(provider =>
        {
            var (duty, clock) = (provider.GetRequiredService<T>(), provider.GetRequiredService<TimeProvider>());
            return new TimedLoop(what, stopping => round(duty, stopping), stopping => pause(clock, stopping), clock, provider.GetRequiredService<ILogger<T>>());
        });
}
