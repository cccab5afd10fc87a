using Npgsql;
using PerfMonitor.Reporting.Generation;
using PerfMonitor.Reporting.Reports;
using PerfMonitor.Reporting.Store;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.Reporting.Tests.Store;

public sealed class ReportQueueTests : IDisposable
{
    private readonly PrivatePostgres? _server = PrivatePostgres.TryStart();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_whom_a_mail_is_still_to_be_sent_to_and_who_was_refused()
    {
        Assert.SkipWhen(_server is null, PrivatePostgres.Missing);
        await using var source = NpgsqlDataSource.Create(_server!.ConnectionString);
        await using var schema = source.CreateCommand(SchemaText.Of(typeof(ReportQueue).Assembly, "reporting"));
        await schema.ExecuteNonQueryAsync(Token);
        var queue = new ReportQueue(source);
        Assert.True(await queue.AddAsync(Samples.Request with { MailTo = ["a@y", "b@y", "c@y"] }, Samples.Day.To, Token));
        Assert.True(await queue.FinishAsync((await ClaimAsync())!, new FinishedReport([], new Headline(Verdict.Good, "All well."), Samples.Day.To), Token));

        var first = await ClaimAsync();
        await queue.MailedAsync(first!, MailResult.Pending("b@y: 450 greylisted", ["b@y"], "c@y: 550 unknown"), Token);
        await queue.DeliveredAsync(first!, announced: true, TimeSpan.Zero, Token);
        var second = await ClaimAsync();
        await queue.MailedAsync(second!, MailResult.Sent("c@y: 550 unknown"), Token);
        await queue.DeliveredAsync(second!, announced: true, TimeSpan.Zero, Token);

        Assert.Equal(("a@y b@y c@y", null), (string.Join(' ', first!.MailOpen), first.MailRefused));
        Assert.Equal(("b@y", "c@y: 550 unknown"), (string.Join(' ', second!.MailOpen), second.MailRefused));
        Assert.Null(await ClaimAsync());

        Task<Claim?> ClaimAsync() => queue.ClaimAsync(TimeSpan.FromMinutes(1), Token);
    }

    public void Dispose() => _server?.Dispose();
}
