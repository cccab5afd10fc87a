using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Tests.History;

namespace PerfMonitor.Analytics.Tests;

public sealed class LoneWorkerTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>
{
    private static readonly Exception[] Failures = [new NpgsqlException("gone"), new TimeoutException("no connection was free"), new IOException("broken pipe"), new InvalidOperationException("a mistake of ours"), new OperationCanceledException("a limit of its own")];

    [Fact]
    public async Task Goes_on_after_anything_that_went_wrong_and_tells_of_an_outage_once()
    {
        using var history = database.Empty();
        var worker = new Failing(history.Catalogue, database.Source);

        await worker.StartAsync(TestContext.Current.CancellationToken);
        await worker.Succeeded.Task.WaitAsync(TestContext.Current.CancellationToken);
        await worker.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["gone"], worker.Told);
        Assert.Null(worker.ExecuteTask!.Exception);
    }

    /// <summary>Fails in every way there is, and then works.</summary>
    private sealed class Failing(SeriesCatalogue catalogue, NpgsqlDataSource source, List<string> told)
        : LoneWorker(source, catalogue, TimeProvider.System, "a test", TimeSpan.FromMilliseconds(1), NullLogger.Instance, (reason, _) => told.Add(reason))
    {
        private int _rounds;

        public Failing(SeriesCatalogue catalogue, NpgsqlDataSource source)
            : this(catalogue, source, [])
        {
        }

        public TaskCompletionSource Succeeded { get; } = new();

        public IReadOnlyList<string> Told => told;

        public override Task WorkAsync(CancellationToken cancellationToken)
        {
            if (_rounds < Failures.Length)
            {
                return Task.FromException(Failures[_rounds++]);
            }

            Succeeded.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
