using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Tests.Store;

public sealed class MaintenanceStoreTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    [Fact]
    public async Task Counts_the_windows_that_are_over_towards_no_bound()
    {
        var store = new MaintenanceStore(database.EmptyWithSource().Source);

        Assert.True(await AddAsync(endsAfter: -1));
        Assert.True(await AddAsync(endsAfter: 1));
        Assert.False(await AddAsync(endsAfter: 2));

        Task<bool> AddAsync(int endsAfter) => store.AddAsync(
            new MaintenanceWindow
            {
                Id = Guid.NewGuid(),
                Name = "upgrade",
                Matchers = [],
                StartsAt = Samples.Noon.AddHours(-2),
                EndsAt = Samples.Noon.AddHours(endsAfter),
                CreatedBy = "anna",
                CreatedAt = Samples.Noon,
            },
            most: 1,
            TestContext.Current.CancellationToken);
    }
}
