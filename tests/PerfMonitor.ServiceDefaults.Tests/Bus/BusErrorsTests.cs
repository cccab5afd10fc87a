using System.Diagnostics.Metrics;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Servers;
using RabbitMQ.Client;

namespace PerfMonitor.ServiceDefaults.Tests.Bus;

public sealed class BusErrorsTests(SharedRabbitMQ broker) : IClassFixture<SharedRabbitMQ>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Counts_what_goes_to_the_error_queue_and_says_so_for_an_hour()
    {
        Assert.SkipWhen(broker.Server is null, PrivateRabbitMQ.Missing);
        var clock = new ManualTimeProvider(Noon);
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["ConnectionStrings:bus"] = $"amqp://guest:guest@127.0.0.1:{broker.Server.Port}";
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddMessageBus(bus => bus.AddConsumer<NoteConsumer>());
        using var counted = new Counted();
        await using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await using var connection = await new ConnectionFactory { Uri = new Uri($"amqp://guest:guest@127.0.0.1:{broker.Server.Port}") }.CreateConnectionAsync(TestContext.Current.CancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync("the consumer", async stop => await ExistsAsync(connection, "note", stop) && (await channel.QueueDeclarePassiveAsync("note", stop)).ConsumerCount == 1, TestContext.Current.CancellationToken);
        Assert.Equal(["note 0"], counted.Seen);

        await channel.BasicPublishAsync("", "note", "no message of ours"u8.ToArray(), TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync("the error", _ => Task.FromResult(counted.Seen.Contains("note 1")), TestContext.Current.CancellationToken);

        Assert.Equal(1u, (await channel.QueueDeclarePassiveAsync("note_error", TestContext.Current.CancellationToken)).MessageCount);
        var (status, said) = await HealthAsync(host);
        Assert.Equal(HealthStatus.Degraded, status);
        Assert.StartsWith("1 message since the start could not be worked on, the last at 2026-03-02 12:00:00 UTC: ", said, StringComparison.Ordinal);
        Assert.EndsWith("; look at the queue note_error in RabbitMQ", said, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((HealthStatus.Healthy, null), await HealthAsync(host));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("alerting-events", "alerting-events 0")]
    [InlineData("web-alerts-0123456789abcdef0123456789abcdef", "web-alerts 0")]
    [InlineData("a-queue-whose-name-is-as-long-as-that-of-an-id", "a-queue-whose-name-is-as-long-as-that-of-an-id 0")]
    public void Shows_each_queue_before_anything_goes_wrong_and_under_one_name_at_each_start(string queue, string seen)
    {
        using var counted = new Counted();
        using var errors = new BusErrors(TimeProvider.System);

        errors.Expect(queue);

        Assert.Equal([seen], counted.Seen);
    }

    // A passive declaration of what is not there closes its channel.
    private static async Task<bool> ExistsAsync(IConnection connection, string queue, CancellationToken stop)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        try
        {
            await channel.QueueDeclarePassiveAsync(queue, stop);
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return false;
        }
    }

    private static async Task<(HealthStatus Status, string? Said)> HealthAsync(WebApplication host)
    {
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "bus-errors", TestContext.Current.CancellationToken);
        return (report.Status, report.Entries["bus-errors"].Description);
    }

    private sealed record Note(string Text);

    private sealed class NoteConsumer : IConsumer<Note>
    {
        public Task Consume(ConsumeContext<Note> context) => Task.CompletedTask;
    }

    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new() { InstrumentPublished = (instrument, on) => { if (instrument.Meter.Name == BusErrors.MeterName) { on.EnableMeasurementEvents(instrument); } } };

        public Counted()
        {
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Seen.Add($"{tags[0].Value} {value}"));
            _listener.Start();
        }

        public List<string> Seen { get; } = [];

        public void Dispose() => _listener.Dispose();
    }
}
