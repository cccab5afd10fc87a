using System.Collections.Immutable;
using System.Globalization;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Tests.Pipeline;

/// <summary>What channels were told of an alert called x goes from one group to others. Channels are written "name: what it was told of, its thread".</summary>
public sealed class HandoverTests
{
    [Theory]
    [InlineData("mail: x 7", "mail: 7", "mail: x 7", "")]
    [InlineData("mail: x y 7", "mail: y 7", "mail: x 7", "")]
    [InlineData("mail: y 7", "mail: y 7", "", "")]
    [InlineData("mail: x 7; pager: x 8", "mail: 7; pager: 8", "mail: x 7", "pager: x 8")]
    [InlineData("sms: x 7", "sms: 7", "sms: x 7", "")]
    public void Gives_each_channel_to_the_group_that_tells_it_or_to_any_where_none_does(string told, string left, string first, string second)
    {
        var after = Handover.Decide("x", Group(told), [(Group(""), Route("mail")), (Group(""), Route("pager"))]);

        Assert.Equal([left, first, second], [Write(after.From), Write(after.To[0]), Write(after.To[1])]);
    }

    [Theory]
    [InlineData("", "mail: x 7")]
    [InlineData("mail: z 9", "mail: x z 9")]
    [InlineData("mail: x 9", "mail: x 9")]
    public void Goes_on_with_the_conversation_unless_the_group_has_one(string own, string after) =>
        Assert.Equal(after, Write(Handover.Decide("x", Group("mail: x 7"), [(Group(own), Route("mail"))]).To[0]));

    [Fact]
    public void Gives_the_clocks_along_so_that_reminders_and_intervals_go_on()
    {
        var left = Group("mail: x 7");

        var heir = Handover.Decide("x", left with { Group = left.Group with { LastFiringNotifiedAt = Samples.Noon, LastNotifiedAt = Samples.Noon } }, [(Group(""), Route("mail"))]).To[0];

        Assert.Equal((Samples.Noon, Samples.Noon, Samples.Noon), (heir.Group.LastNotifiedAt, heir.Group.LastFiringNotifiedAt, heir.Memories["mail"].NotifiedAt));
    }

    private static AlertRoute Route(string channel) => RoutingTree.Build(new RoutingOptions { Channels = [channel], Routes = [] }, [channel], []).Root;

    private static ToldGroup Group(string channels) => new(
        new AlertGroup { Id = 1, Identity = new GroupIdentity("{}", new Dictionary<string, string>()), CreatedAt = Samples.Noon },
        channels.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(static one => one.Split(": ")).Select(static one => new ChannelMemory(one[0])
        {
            Told = one[1].Split(' ').SkipLast(1).ToHashSet(),
            Thread = new Guid(int.Parse(one[1].Split(' ')[^1], CultureInfo.InvariantCulture), 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]),
            NotifiedAt = Samples.Noon,
        }).ToImmutableDictionary(static memory => memory.Channel));

    private static string Write(ToldGroup group) => string.Join("; ", group.Memories.Values.OrderBy(static memory => memory.Channel, StringComparer.Ordinal)
        .Select(static memory => $"{memory.Channel}: {string.Concat(memory.Told.Order().Select(static told => $"{told} "))}{memory.Thread!.Value.ToString("N")[7]}"));
}
