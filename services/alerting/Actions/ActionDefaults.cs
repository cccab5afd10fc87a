using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Actions;

/// <summary>Registers emergency actions.</summary>
internal static class ActionDefaults
{
    // What a service answers beyond this is not worth reading.
    private const int LongestAnswer = 256 * 1024;

    // Runs taken at once in each process: one whose post-condition is being looked at keeps no other waiting.
    private const int MostAtOnce = 4;

    public static WebApplicationBuilder AddActions(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ActionsOptions>("Actions");
        builder.Services.AddHttpClient<ActionHttp>()
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })

            // They would write the address of the request, which may hold a secret.
            .RemoveAllLoggers();
        builder.AddInternalHttpClient<MetricClient>("analytics").ConfigureHttpClient(static client => client.MaxResponseContentBufferSize = LongestAnswer);

        // Made when it is needed: without the address of analytics everything else goes on.
        builder.Services.AddSingleton<Func<MetricClient>>(static services => services.GetRequiredService<MetricClient>);
        builder.Services.AddSingleton<HealthProbe>();
        builder.Services.AddSingleton<ActionStore>();
        builder.Services.AddSingleton<ActionExecutor>();
        builder.Services.AddSingleton<ActionAsking>();
        builder.Services.AddSingleton<ActionRunner>();
        builder.Services.AddSingleton<ActionAlertStore>();
        builder.Services.AddSingleton<ActionAlerts>();
        builder.Services.AddDuty<ActionAlerts>("Telling of actions", ActionAlertStore.IsDue, static (alerts, stopping) => alerts.RunAsync(stopping));
        var due = new WakeUp();
        builder.Services.AddDuty<ActionAsking>("Asking for actions", ActionStore.MayBeAsked, async (asking, stopping) =>
        {
            if (await asking.RunAsync(stopping))
            {
                due.Signal();
            }
        });
        builder.Services.AddDuty<ActionRunner>("Taking actions", ActionStore.IsDue, (runner, stopping) => runner.RunAsync(due.Signal, stopping), due, MostAtOnce);
        return builder;
    }
}
