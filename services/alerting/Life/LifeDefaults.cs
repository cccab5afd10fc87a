namespace PerfMonitor.Alerting.Life;

/// <summary>Registers what follows from what people say about alerts.</summary>
internal static class LifeDefaults
{
    public static WebApplicationBuilder AddLife(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LifeStore>();
        builder.Services.AddSingleton<AcknowledgementExpiry>();
        builder.Services.AddDuty<AcknowledgementExpiry>("Ending acknowledgements", "EXISTS (SELECT 1 FROM alerting.acknowledgement_ends WHERE until <= $1)", static (expiry, stopping) => expiry.RunAsync(stopping));
        return builder;
    }
}
