using PerfMonitor.Analytics.Consumers;

namespace PerfMonitor.Analytics.Tests.Consumers;

public sealed class SharingPlanTests
{
    private static readonly Guid Self = new("11111111-1111-1111-1111-111111111111");
    private static readonly Guid Other = new("22222222-2222-2222-2222-222222222222");
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly SharingPlan _plan = new(Self, partitions: 8);

    [Fact]
    public void Keeps_everything_while_it_is_alone()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Empty(StepBacks([Self], busy: 8, seconds: i * 2));
        }
    }

    [Fact]
    public void Hands_over_what_is_the_share_of_another_once_that_one_is_in_line()
    {
        Assert.Empty(StepBacks([Self, Other], busy: 8, seconds: 0));

        var back = StepBacks([Self, Other], busy: 8, seconds: 2);

        var owners = PartitionShares.Assign([Self, Other], 8);
        Assert.Equal(Enumerable.Range(0, 8).Where(partition => owners[partition] == Other), back);
        Assert.Equal(4, back.Count);
    }

    [Fact]
    public void Leaves_partitions_alone_that_bring_it_nothing()
    {
        StepBacks([Self, Other], busy: 0, seconds: 0);

        Assert.Empty(StepBacks([Self, Other], busy: 0, seconds: 2));
    }

    [Fact]
    public void Asks_ever_more_rarely_when_the_other_does_not_take_over()
    {
        StepBacks([Self, Other], busy: 8, seconds: 0);

        var asked = Enumerable.Range(1, 60).Where(tick => StepBacks([Self, Other], busy: 8, seconds: tick * 2).Count > 0).Select(tick => tick * 2);

        Assert.Equal([2, 6, 14, 30, 62], asked);
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(2, 8)]
    [InlineData(3, 8)]
    [InlineData(5, 8)]
    [InlineData(9, 8)]
    public void Shares_evenly_and_alike_whatever_order_members_come_in(int members, int partitions)
    {
        var all = Enumerable.Range(1, members).Select(i => new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])).ToList();

        var owners = PartitionShares.Assign(all, partitions);

        Assert.Equal(owners, PartitionShares.Assign([.. all.AsEnumerable().Reverse()], partitions));
        Assert.All(owners.CountBy(owner => owner), share => Assert.InRange(share.Value, 1, (partitions + members - 1) / members));
    }

    [Fact]
    public void Moves_few_partitions_when_a_member_joins()
    {
        var three = Enumerable.Range(1, 3).Select(i => new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])).ToList();
        var (before, after) = (PartitionShares.Assign(three, 240), PartitionShares.Assign([.. three, Other], 240));

        Assert.InRange(before.Zip(after).Count(pair => pair.First != pair.Second), 60, 110);
    }

    private IReadOnlyList<int> StepBacks(IReadOnlyCollection<Guid> members, int busy, int seconds) =>
        _plan.StepBacks(members, [.. Enumerable.Range(0, 8).Select(partition => partition < busy ? 5L : 0)], Now.AddSeconds(seconds));
}
