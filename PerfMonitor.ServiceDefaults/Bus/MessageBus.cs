using MassTransit;
using MassTransit.Middleware;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PerfMonitor.ServiceDefaults;

/// <summary>The bus: MassTransit on RabbitMQ, set up once for every service.</summary>
public static class MessageBus
{
    /// <summary>
    /// Connects to the connection string <c>bus</c>. Publishes and sends are confirmed by the broker before they complete.
    /// Queue names are kebab-case. A consumer that throws is retried in place (0.2 s to 5 s, five times); then the message goes to the error queue,
    /// and <see cref="BusErrors"/> says so.
    /// </summary>
    public static WebApplicationBuilder AddMessageBus(
        this WebApplicationBuilder builder,
        Action<IBusRegistrationConfigurator>? consumers = null,
        Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator>? endpoints = null)
    {
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            // A service starts, and says that it is not ready, also while the broker is away.
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(10);
        });
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<BusErrors>();
        builder.Services.AddHealthChecks().AddCheck<BusErrors>("bus-errors", tags: [HostDefaults.ReadyTag]);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            bus.AddConfigureEndpointsCallback(static (context, queue, endpoint) =>
            {
                var errors = context.GetRequiredService<BusErrors>();
                errors.Expect(queue);

                // A pipe of one's own replaces the usual one, whose two filters follow.
                endpoint.ConfigureError(pipe =>
                {
                    pipe.UseFilter(errors);
                    pipe.UseFilter(new GenerateFaultFilter());
                    pipe.UseFilter(new ErrorTransportFilter());
                });
            });
            consumers?.Invoke(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(ConnectionStrings.Require(context.GetRequiredService<IConfiguration>(), "bus")), host =>
                {
                    host.ConnectionName(builder.Environment.ApplicationName);
                    host.PublisherConfirmation = true;
                });
                rabbit.UseMessageRetry(retry => retry.Exponential(5, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(400)));
                endpoints?.Invoke(context, rabbit);
                rabbit.ConfigureEndpoints(context);
            });
        });
        return builder;
    }
}
