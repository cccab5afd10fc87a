using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace PerfMonitor.Web.Accounts;

/// <summary>Whether a sign-in may be tried now.</summary>
/// <param name="RetryAfter">How long to wait; zero when it may.</param>
/// <param name="Reason">Why not; empty when it may.</param>
internal readonly record struct ThrottleDecision(TimeSpan RetryAfter, string Reason)
{
    public bool Allowed => RetryAfter <= TimeSpan.Zero;
}

/// <summary>
/// Slows down the guessing of passwords. Counted in memory by each web instance for itself, so n instances allow n times
/// as many guesses; the counts end with the process.
/// </summary>
internal sealed class LoginThrottle(IOptions<LoginThrottleOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly FailureCounter _pairs = Counter(options.Value, options.Value.PerUserAndAddress);
    private readonly FailureCounter _addresses = Counter(options.Value, options.Value.PerAddress);
    private readonly FailureCounter _users = Counter(options.Value, options.Value.PerUser);

    /// <summary>
    /// Decides about one try and, when it may be made, counts it as failed until <see cref="Succeeded"/>: tries made in
    /// parallel cannot overtake the count.
    /// </summary>
    public ThrottleDecision Begin(string user, IPAddress? address, out LoginTry begun)
    {
        var now = time.GetUtcNow();
        begun = new LoginTry(user.ToLowerInvariant(), NetworkOf(address), now);
        lock (_lock)
        {
            var decision = Longest(
                new(_pairs.WaitOf(begun.Pair, now), "too many wrong passwords for this user from this address"),
                new(_addresses.WaitOf(begun.Network, now), "too many wrong passwords from this address"),
                new(_users.WaitOf(begun.Name, now), "too many wrong passwords for this user"));
            if (!decision.Allowed)
                return decision;

            _pairs.Add(begun.Pair, now);
            _addresses.Add(begun.Network, now);
            _users.Add(begun.Name, now);
            return default;
        }
    }

    /// <summary>The try could not be made after all.</summary>
    public void Withdraw(LoginTry begun)
    {
        lock (_lock)
        {
            _pairs.Withdraw(begun.Pair, begun.At);
            _addresses.Withdraw(begun.Network, begun.At);
            _users.Withdraw(begun.Name, begun.At);
        }
    }

    /// <summary>
    /// The right password clears the user's failures from this address. The other two counts lose this try only: one
    /// known password must not reset them.
    /// </summary>
    public void Succeeded(LoginTry begun)
    {
        lock (_lock)
        {
            _pairs.Forget(begun.Pair);
            _addresses.Withdraw(begun.Network, begun.At);
            _users.Withdraw(begun.Name, begun.At);
        }
    }

    /// <summary>An IPv6 client owns a whole /64, so that is what is counted.</summary>
    internal static string NetworkOf(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    private static FailureCounter Counter(LoginThrottleOptions options, int limit) =>
        new(limit, options.Window, options.Capacity);

    private static ThrottleDecision Longest(params ReadOnlySpan<ThrottleDecision> decisions)
    {
        var longest = decisions[0];
        foreach (var decision in decisions)
        {
            if (decision.RetryAfter > longest.RetryAfter)
                longest = decision;
        }

        return longest;
    }

    /// <summary>One try under way.</summary>
    internal readonly record struct LoginTry(string Name, string Network, DateTimeOffset At)
    {
        public string Pair => $"{Name}\n{Network}";
    }
}
