using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Live;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.IntakeCost;

/// <summary>
/// The stages of the intake one after the other, each for as many messages as make up a group commit, so that each can be measured by itself:
/// the same parts in the same order as between a delivery and its acknowledgement, without the bus.
/// </summary>
internal sealed class IntakeStages(IntakeHost host)
{
    private readonly HistoryBuffer _buffer = host.Get<HistoryBuffer>();
    private readonly SeriesCatalogue _catalogue = host.Get<SeriesCatalogue>();
    private readonly StageCost _decode = new("decode");
    private readonly StageCost _find = new("  of the next: look the series up in the catalogue");
    private readonly StageCost _intake = new("take in: catalogue, admission, buffers");
    private readonly StageCost _window = new("live windows (Redis)");
    private readonly StageCost _rules = new("find the rules that read what came");
    private readonly StageCost _commit = new("chunks");
    private readonly StageCost _store = new("COPY into PostgreSQL and commit");

    /// <summary>Takes all messages in.</summary>
    public async Task RunAsync(IEnumerable<IntakeMessage> messages, int messagesPerCommit)
    {
        var (intake, touched, flusher) = (host.Get<SampleIntake>(), host.Get<TouchedSeries>(), host.Get<LiveFlusher>());
        var dependencies = new RuleDependencies(host.Get<RulesInForce>().Book.Groups, _catalogue, touched.NextRules());
        using var commit = host.GroupCommit(new MeasuredStore(host.Get<IHistoryStore>(), _store));
        foreach (var part in messages.Chunk(messagesPerCommit))
        {
            var batches = await _decode.MeasureAsync(() => Task.FromResult(Array.ConvertAll(part, static message => SampleBatchReader.Read(message.Payload))));
            await _find.MeasureAsync(() => Task.FromResult(batches.Sum(batch => batch.SeriesIds.Count(id => _catalogue.Find(id) is not null))));
            await _intake.MeasureAsync(async () =>
            {
                foreach (var batch in batches)
                {
                    await intake.AcceptAsync(batch, CancellationToken.None);
                }
            });
            await _window.MeasureAsync(async () =>
            {
                while (host.Get<LiveBuffer>().Count > 0)
                {
                    await flusher.FlushAsync(CancellationToken.None);
                }
            });
            await _rules.MeasureAsync(() => Task.FromResult(dependencies.Readers(touched.Take()).Count));
            await _commit.MeasureAsync(() => commit.CommitAsync(CancellationToken.None));
        }

        _commit.Without(_store);
    }

    /// <summary>The rows of the table.</summary>
    public IEnumerable<string> Rows(long samples) => new[] { _decode, _find, _intake, _window, _rules, _commit, _store }.Select(stage => stage.Row(samples));

    private sealed class MeasuredStore(IHistoryStore store, StageCost cost) : IHistoryStore
    {
        public Task<IReadOnlyList<SeriesId>> CommitAsync(HistoryCommit commit, CancellationToken cancellationToken) =>
            cost.MeasureAsync(() => store.CommitAsync(commit, cancellationToken));

        public Task ReadAsync(HistoryRange range, SampleBudget budget, RollupRead? rollups, CancellationToken cancellationToken) =>
            store.ReadAsync(range, budget, rollups, cancellationToken);
    }
}
