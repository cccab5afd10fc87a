namespace PerfMonitor.ServiceDefaults.Tests.Security;

public sealed class InternalTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private readonly InternalToken _tokens = new("a key of enough length");

    [Fact]
    public void Names_who_asked_and_in_which_role() =>
        Assert.Equal(new InternalCaller("Zoë", "operator"), _tokens.Verify(_tokens.Issue("Zoë", "operator", Now), Now));

    [Fact]
    public void Is_over_after_its_lifetime()
    {
        var token = _tokens.Issue("web", "admin", Now);

        Assert.NotNull(_tokens.Verify(token, Now + InternalToken.Lifetime));
        Assert.Null(_tokens.Verify(token, Now + InternalToken.Lifetime + TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Is_worth_nothing_under_another_key() =>
        Assert.Null(new InternalToken("another key of enough length").Verify(_tokens.Issue("web", "admin", Now), Now));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("no dot at all")]
    [InlineData("e30.e30")]
    [InlineData("e30.%%%")]
    public void Refuses_what_is_no_token(string text) => Assert.Null(_tokens.Verify(text, Now));

    [Fact]
    public void Refuses_a_role_exchanged_after_signing()
    {
        var viewer = _tokens.Issue("eve", "viewer", Now).Split('.');
        var admin = _tokens.Issue("eve", "admin", Now).Split('.');

        Assert.Null(_tokens.Verify($"{admin[0]}.{viewer[1]}", Now));
    }

    [Fact]
    public void Refuses_a_short_key()
    {
        var failure = Assert.Throws<ArgumentException>(() => new InternalToken("short"));

        Assert.StartsWith("Internal:Key must be at least 16 characters long, it has 5.", failure.Message, StringComparison.Ordinal);
    }
}
