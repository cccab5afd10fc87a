namespace PerfMonitor.Alerting.Life;

/// <summary>Registers what follows from what people say about alerts.</summary>
internal static class LifeDefaults
{
    public static WebApplicationBuilder AddLife(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LifeStore>();
        builder.Services.AddSingleton<AcknowledgementExpiry>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<AcknowledgementExpiry>());
        return builder;
    }
}
