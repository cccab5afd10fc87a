namespace PerfMonitor.Alerting.Life;

/// <summary>Registers what follows from what people say about alerts.</summary>
internal static class LifeDefaults
{
    public static WebApplicationBuilder AddLife(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LifeStore>();
        builder.Services.AddSingleton<AcknowledgementExpiry>();
        builder.Services.AddTimedLoop<AcknowledgementExpiry>("Ending acknowledgements", TimeSpan.FromSeconds(1), static (expiry, stopping) => expiry.RunAsync(stopping));
        return builder;
    }
}
