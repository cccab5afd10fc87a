using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Analysis.Detection;
using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Tests.Api;
using PerfMonitor.Analytics.Tests.Store;
using PerfMonitor.Testing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Anomalies;

[Trait("feature", "S2-33")]
public sealed class AnomalyAnnouncingTests : IDisposable
{
    private readonly HistoryDatabase _database = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly FakeAnomalyFeed _feed = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A verdict a minute: its probability, and <c>!</c> where it is news. What is told: the minutes.</summary>
    [Theory]
    [InlineData("0.9! 0.9 0.99!", "0 2")]
    [InlineData("0.6! 0.7 0.85 0.9", "2")]
    [InlineData("0.6! 0.85 0.99! 0.7", "1 2")]
    [InlineData("0.9! 0.6! 0.85", "0 2")]
    [InlineData("0.6! 0.79", "")]
    [InlineData("0.8!", "0")]
    public async Task Tells_of_each_episode_once_it_is_probable_enough(string verdicts, string told)
    {
        var store = new AnomalyStore(_database.Source());
        var start = _clock.GetUtcNow().AddHours(-1);
        await store.SaveAsync("cpu", [.. verdicts.Split(' ').Select((one, minute) => Found(start.AddMinutes(minute), one))], 1, Cancelled);

        await Announcing(store).AnnounceAsync(Cancelled);
        await Announcing(store).AnnounceAsync(Cancelled);

        Assert.Equal(told, string.Join(' ', _feed.Told.Select(one => (one.At - start).TotalMinutes)));
    }

    [Fact]
    public async Task Tells_nothing_of_what_is_older_than_a_day()
    {
        var store = new AnomalyStore(_database.Source());
        await store.SaveAsync("cpu", [Found(_clock.GetUtcNow().AddHours(-25), "0.99!"), Found(_clock.GetUtcNow().AddHours(-23), "0.98!")], 1, Cancelled);

        await Announcing(store).AnnounceAsync(Cancelled);

        Assert.Equal([0.98], _feed.Told.Select(one => one.Probability));
    }

    [Fact]
    public async Task Tells_again_what_the_broker_has_not_confirmed_and_nothing_beyond_it_meanwhile()
    {
        var store = new AnomalyStore(_database.Source());
        await store.SaveAsync("cpu", [Found(_clock.GetUtcNow().AddHours(-2), "0.98!"), Found(_clock.GetUtcNow().AddHours(-1), "0.99!")], 1, Cancelled);

        _feed.Unconfirmed = new TimeoutException("the broker has not confirmed within 5 s");
        await Announcing(store).AnnounceAsync(Cancelled);
        Assert.Equal([0.98], _feed.Told.Select(one => one.Probability));

        _feed.Unconfirmed = null;
        await Announcing(store).AnnounceAsync(Cancelled);
        Assert.Equal([0.98, 0.98, 0.99], _feed.Told.Select(one => one.Probability));
    }

    public void Dispose() => _database.Dispose();

    private AnomalyAnnouncing Announcing(AnomalyStore store) => new(store, _feed, Options.Create(new DetectionOptions()), _clock, NullLogger<AnomalyAnnouncing>.Instance);

    private static SeriesVerdict Found(DateTimeOffset at, string verdict) => new(
        LabelSet.Create("cpu", new Label("instance", "a")),
        new Verdict
        {
            State = VerdictState.Judged,
            TimestampMs = at.ToUnixTimeMilliseconds(),
            Value = 1,
            Probability = double.Parse(verdict.TrimEnd('!'), System.Globalization.CultureInfo.InvariantCulture),
            IsNews = verdict.EndsWith('!'),
            Votes = [],
            Reason = "",
        });
}
