using System.Net;
using Microsoft.Extensions.Options;
using PerfMonitor.Testing;
using PerfMonitor.Web.Accounts;

namespace PerfMonitor.Web.Tests.Accounts;

public class LoginThrottleTests
{
    private static readonly IPAddress Home = IPAddress.Parse("192.0.2.1");
    private readonly ManualTimeProvider _time = new();
    private readonly LoginThrottle _throttle;

    public LoginThrottleTests() => _throttle = new LoginThrottle(
        Options.Create(new LoginThrottleOptions { PerUserAndAddress = 3, PerAddress = 6, PerUser = 9, Capacity = 100 }), _time);

    [Fact]
    public void Refuses_a_user_from_an_address_after_its_failures_until_the_oldest_is_forgotten()
    {
        Fail("ann", Home, 3, every: TimeSpan.FromMinutes(1));

        var decision = Try("ann", Home);

        Assert.Equal(new ThrottleDecision(TimeSpan.FromMinutes(2), "too many wrong passwords for this user from this address"), decision);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(Try("ann", Home).Allowed);
    }

    [Fact]
    public void Takes_other_users_and_other_addresses_meanwhile()
    {
        Fail("ann", Home, 3);

        Assert.False(Try("ANN", Home).Allowed);
        Assert.True(Try("bob", Home).Allowed);
        Assert.True(Try("ann", IPAddress.Parse("192.0.2.2")).Allowed);
    }

    [Fact]
    public void Refuses_an_address_that_tries_many_users()
    {
        for (var user = 0; user < 6; user++)
            Fail($"user{user}", Home, 1);

        Assert.Equal("too many wrong passwords from this address", Try("ann", Home).Reason);
    }

    [Fact]
    public void Refuses_a_user_that_many_addresses_try()
    {
        for (var address = 1; address <= 9; address++)
            Fail("ann", IPAddress.Parse($"198.51.100.{address}"), 1);

        Assert.Equal("too many wrong passwords for this user", Try("ann", Home).Reason);
    }

    [Fact]
    public void Counts_the_addresses_of_one_ipv6_network_together()
    {
        for (var host = 1; host <= 3; host++)
            Fail("ann", IPAddress.Parse($"2001:db8:1:2::{host}"), 1);

        Assert.False(Try("ann", IPAddress.Parse("2001:db8:1:2:ffff::9")).Allowed);
        Assert.True(Try("ann", IPAddress.Parse("2001:db8:1:3::1")).Allowed);
    }

    [Fact]
    public void The_right_password_clears_the_pair_and_takes_back_its_own_try_only()
    {
        Fail("ann", Home, 2);
        _throttle.Begin("ann", Home, out var right);
        _throttle.Succeeded(right);
        Fail("ann", Home, 2);

        Assert.True(Try("ann", Home).Allowed);
        Fail("bob", Home, 2);
        Assert.Equal("too many wrong passwords from this address", Try("eve", Home).Reason);
    }

    [Fact]
    public void Any_number_of_right_passwords_is_taken()
    {
        for (var login = 0; login < 100; login++)
        {
            Assert.True(_throttle.Begin("ann", Home, out var begun).Allowed);
            _throttle.Succeeded(begun);
        }
    }

    [Fact]
    public void A_try_under_way_counts_as_failed()
    {
        for (var started = 0; started < 3; started++)
            _throttle.Begin("ann", Home, out _);

        Assert.False(Try("ann", Home).Allowed);
    }

    [Fact]
    public void A_try_that_could_not_be_made_does_not_count()
    {
        for (var started = 0; started < 100; started++)
        {
            Assert.True(_throttle.Begin("ann", Home, out var begun).Allowed);
            _throttle.Withdraw(begun);
        }
    }

    // Asks without leaving a trace.
    private ThrottleDecision Try(string user, IPAddress address)
    {
        var decision = _throttle.Begin(user, address, out var begun);
        if (decision.Allowed)
            _throttle.Withdraw(begun);
        return decision;
    }

    private void Fail(string user, IPAddress address, int times, TimeSpan every = default)
    {
        for (var time = 0; time < times; time++)
        {
            _throttle.Begin(user, address, out _);
            _time.Advance(every);
        }
    }
}
