using Microsoft.Extensions.Options;
using PerfMonitor.Testing;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Accounts.Store;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.Accounts;

public class SessionsTests
{
    private static readonly SessionOptions Settings = new() { PerUser = 2 };
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryAccounts _accounts = new();
    private readonly User _ann = new(Guid.NewGuid(), "ann", Role.Admin, "hash", false, default, null);
    private readonly Sessions _sessions;

    public SessionsTests() => _sessions = new Sessions(_accounts, Options.Create(Settings), _time);

    [Fact]
    public async Task Ends_twelve_hours_after_the_last_use()
    {
        var token = await BeginAsync();

        _time.Advance(TimeSpan.FromHours(11));
        Assert.NotNull(await _sessions.FindAsync(token, _cancellation));
        _time.Advance(TimeSpan.FromHours(11));
        Assert.NotNull(await _sessions.FindAsync(token, _cancellation));
        _time.Advance(TimeSpan.FromHours(12));
        Assert.Null(await _sessions.FindAsync(token, _cancellation));
    }

    [Fact]
    public async Task Ends_thirty_days_after_the_sign_in_however_much_it_is_used()
    {
        var token = await BeginAsync();

        for (var hours = 0; hours < (30 * 24) - 10; hours += 10)
        {
            _time.Advance(TimeSpan.FromHours(10));
            Assert.NotNull(await _sessions.FindAsync(token, _cancellation));
        }

        _time.Advance(TimeSpan.FromHours(10));
        Assert.Null(await _sessions.FindAsync(token, _cancellation));
    }

    [Fact]
    public async Task Asks_the_store_once_in_five_seconds_and_writes_once_in_five_minutes()
    {
        var token = await BeginAsync();

        for (var second = 0; second < 301; second++)
        {
            await _sessions.FindAsync(token, _cancellation);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(61, _accounts.Finds);
        Assert.Equal(1, _accounts.Touches);
    }

    [Fact]
    public async Task An_ended_session_opens_nothing_although_it_was_remembered()
    {
        var token = await BeginAsync();
        await _sessions.FindAsync(token, _cancellation);

        await _sessions.EndAsync(token, _cancellation);

        Assert.Null(await _sessions.FindAsync(token, _cancellation));
    }

    [Fact]
    public async Task A_disabled_user_has_no_session()
    {
        var token = await BeginAsync();
        await _accounts.AddAsync(_ann with { Id = Guid.NewGuid(), Name = "bob" }, _cancellation);

        await _accounts.ChangeAsync(_ann.Id, new UserChange(Disabled: true), _cancellation);

        Assert.Null(await _sessions.FindAsync(token, _cancellation));
    }

    [Fact]
    public async Task The_oldest_session_ends_when_a_user_begins_too_many()
    {
        var first = await BeginAsync();
        await BeginAsync();
        await BeginAsync();

        Assert.Null(await _sessions.FindAsync(first, _cancellation));
        Assert.Equal(2, _accounts.SessionCount);
    }

    [Fact]
    public async Task What_was_read_before_a_change_is_not_remembered_after_it()
    {
        var cache = new ExpiringCache<string>(10, TimeSpan.FromMinutes(1), _time);
        var reading = new TaskCompletionSource<string?>();
        var early = cache.GetOrLoadAsync("key", () => reading.Task);

        cache.Clear();
        reading.SetResult("old");

        Assert.Equal("old", await early);
        Assert.Equal("new", await cache.GetOrLoadAsync("key", () => Task.FromResult<string?>("new")));
    }

    [Fact]
    public async Task Remembers_no_more_than_its_capacity()
    {
        var cache = new ExpiringCache<string>(2, TimeSpan.FromMinutes(1), _time);

        foreach (var key in new[] { "a", "b", "c" })
            await cache.GetOrLoadAsync(key, () => Task.FromResult<string?>(key));

        Assert.Equal(2, cache.Count);
    }

    private async Task<string> BeginAsync()
    {
        await ((IUserStore)_accounts).AddAsync(_ann, _cancellation);
        var (token, _) = await _sessions.BeginAsync(_ann, "192.0.2.1", _cancellation);
        _time.Advance(TimeSpan.FromSeconds(1));
        return token;
    }
}
