using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PerfMonitor.Contracts;
using PerfMonitor.Reporting.Consumers;
using PerfMonitor.Reporting.Generation;
using PerfMonitor.Reporting.Reports;
using PerfMonitor.Reporting.Tests.Generation;
using PerfMonitor.Testing;

namespace PerfMonitor.Reporting.Tests;

public sealed class GenerateReportConsumerTests
{
    private static readonly GenerateReport Command = new()
    {
        ReportId = Guid.NewGuid(),
        Title = "On demand",
        From = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        To = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero),
        RequestedBy = "ada",
        MailTo = ["ada@example.test"],
    };

    [Fact]
    public async Task A_command_becomes_a_report_and_a_second_delivery_of_it_none()
    {
        var queue = await Send(Command, Command);

        var request = Assert.Single(queue.Added);
        Assert.Equal((Command.ReportId, "On demand", "ada"), (request.Id, request.Title, request.RequestedBy));
        Assert.Equal(new ReportPeriod(Command.From, Command.To), request.Period);
        Assert.Equal(["ada@example.test"], request.MailTo);
    }

    [Fact]
    public async Task A_command_nobody_can_carry_out_is_dropped()
    {
        Assert.Empty((await Send(Command with { To = Command.From })).Added);
    }

    private static async Task<FakeQueue> Send(params GenerateReport[] commands)
    {
        var queue = new FakeQueue();
        using var signal = new ReportSignal();
        await using var services = new ServiceCollection()
            .AddSingleton<IReportQueue>(queue)
            .AddSingleton(signal)
            .AddSingleton(Options.Create(new ReportingOptions()))
            .AddSingleton<TimeProvider>(new ManualTimeProvider())
            .AddMassTransitTestHarness(bus => bus.AddConsumer<GenerateReportConsumer>(typeof(GenerateReportConsumerDefinition)))
            .BuildServiceProvider(validateScopes: true);
        var harness = services.GetRequiredService<ITestHarness>();
        await harness.Start();
        foreach (var command in commands)
        {
            await harness.Bus.Publish(command, TestContext.Current.CancellationToken);
        }

        await harness.InactivityTask;
        Assert.Equal(commands.Length, harness.Consumed.Select<GenerateReport>(TestContext.Current.CancellationToken).Count());
        await harness.Stop(TestContext.Current.CancellationToken);
        return queue;
    }
}
