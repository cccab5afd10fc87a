using Microsoft.Extensions.Logging.Abstractions;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Store;

public sealed class SentPartStoreTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    [Fact]
    public async Task Keeps_what_came_of_each_recipient()
    {
        var store = new SentPartStore(database.EmptyWithSource().Source, new ManualTimeProvider(Samples.Noon), NullLogger<SentPartStore>.Instance);
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());

        await store.KeepAsync(one, [KeyValuePair.Create<string, Outcome>("+491", new Outcome.Delivered()), KeyValuePair.Create<string, Outcome>("+492", new Outcome.Rejected("400 unknown number"))], TestContext.Current.CancellationToken);

        Assert.Equal(
            new Dictionary<string, Outcome> { ["+491"] = new Outcome.Delivered(), ["+492"] = new Outcome.Rejected("400 unknown number") },
            await store.OfAsync(one, TestContext.Current.CancellationToken));
        Assert.Empty(await store.OfAsync(other, TestContext.Current.CancellationToken));
    }
}
