namespace PerfMonitor.Alerting;

/// <summary>A duty that is looked at again and again; what is due is in the database, so a restart forgets nothing.</summary>
internal sealed class TimedLoop(string what, TimeSpan interval, Func<CancellationToken, Task> round, TimeProvider clock, ILogger logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.RunAsync(
        what,
        async stopping =>
        {
            await round(stopping);
            await Task.Delay(interval, clock, stopping);
        },
        clock,
        logger,
        stoppingToken);
}

/// <summary>A duty that is done when it is due; what is due is in the database, so a restart forgets nothing.</summary>
internal sealed class WokenLoop(string what, WakeUp due, Func<CancellationToken, Task> round, TimeProvider clock, ILogger logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.RunAsync(
        what,
        async stopping =>
        {
            await round(stopping);
            await due.WaitAsync(DueWatch.LongestWait, clock, stopping);
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
        services.AddSingleton<IHostedService>(provider =>
        {
            var duty = provider.GetRequiredService<T>();
            return new TimedLoop(what, interval, stopping => round(duty, stopping), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<T>>());
        });

    /// <summary>
    /// Lets a service do its duty when <see cref="DueWatch"/> finds that <paramref name="condition"/> holds, an SQL condition in which <c>$1</c> is
    /// the time; and when the program starts.
    /// </summary>
    public static IServiceCollection AddDuty<T>(this IServiceCollection services, string what, string condition, Func<T, CancellationToken, Task> round)
        where T : class
    {
        var due = new WakeUp();
        return services
            .AddSingleton(new Watch(condition, due.Signal))
            .AddSingleton<IHostedService>(provider =>
            {
                var duty = provider.GetRequiredService<T>();
                return new WokenLoop(what, due, stopping => round(duty, stopping), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<T>>());
            });
    }
}
