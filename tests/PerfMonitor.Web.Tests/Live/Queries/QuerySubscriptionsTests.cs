using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Authentication;
using PerfMonitor.Web.Live.Clients;
using PerfMonitor.Web.Live.Queries;

namespace PerfMonitor.Web.Tests.Live.Queries;

public sealed class QuerySubscriptionsTests : IDisposable
{
    private readonly QuerySubscriptions _subscriptions = new(perClient: 2, different: 3);
    private readonly LiveClient _ann = Client();
    private readonly LiveClient _bob = Client();

    public void Dispose()
    {
        _ann.Dispose();
        _bob.Dispose();
    }

    [Fact]
    public void Asks_a_query_once_for_all_who_follow_it()
    {
        _subscriptions.Add(_ann, "1", "up");
        _subscriptions.Add(_bob, "x", "up");

        Assert.Equal(["up"], _subscriptions.Queries);
        Assert.Equal([(_ann, "1"), (_bob, "x")], _subscriptions.FollowersOf("up"));
    }

    [Fact]
    public void Forgets_a_query_with_its_last_follower()
    {
        _subscriptions.Add(_ann, "1", "up");
        _subscriptions.Add(_bob, "x", "up");

        _subscriptions.Remove(_ann, "1");
        Assert.Equal([(_bob, "x")], _subscriptions.FollowersOf("up"));
        _subscriptions.RemoveAll(_bob);

        Assert.Empty(_subscriptions.Queries);
    }

    [Fact]
    public void The_same_id_replaces_its_query()
    {
        _subscriptions.Add(_ann, "1", "a");
        _subscriptions.Add(_ann, "1", "b");

        Assert.Equal(["b"], _subscriptions.Queries);
    }

    [Fact]
    public void Bounds_the_queries_of_a_client_and_of_all()
    {
        Assert.Null(_subscriptions.Add(_ann, "1", "a"));
        Assert.Null(_subscriptions.Add(_ann, "2", "b"));
        Assert.Equal("A client follows at most 2 queries. Unsubscribe from one first.", _subscriptions.Add(_ann, "3", "a"));
        Assert.Null(_subscriptions.Add(_ann, "2", "c"));
        Assert.Null(_subscriptions.Add(_bob, "1", "d"));
        Assert.StartsWith("All clients together follow 3 different queries", _subscriptions.Add(_bob, "2", "e"), StringComparison.Ordinal);
        Assert.Null(_subscriptions.Add(_bob, "2", "a"));
    }

    private static LiveClient Client() =>
        new(new Caller("ann", Role.Viewer, CredentialKind.ApiKey, KeyScope.All, null), new PresentedCredential(CredentialKind.ApiKey, "pm_x"));
}
