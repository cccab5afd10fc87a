using PerfMonitor.Web.Accounts;

namespace PerfMonitor.Web.Tests.Accounts;

public class SecretTests
{
    [Fact]
    public void An_api_key_has_256_random_bits_behind_its_prefix()
    {
        var key = Secret.NewApiKey();

        Assert.StartsWith("pm_", key, StringComparison.Ordinal);
        Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(key.AsSpan(3)).Length);
        Assert.NotEqual(key, Secret.NewApiKey());
    }

    [Theory]
    [InlineData("pm_abcdefgh1234567890123456789012345678901234", "pm_abcdefgh")]
    [InlineData("0123456789abcdef", "01234")]
    public void Shows_eleven_characters_of_a_key_but_never_more_than_a_third(string key, string shown) =>
        Assert.Equal(shown, Secret.Shown(key));

    [Fact]
    public void A_generated_password_passes_the_rules() =>
        Assert.Null(AccountRules.RefusePassword(Secret.NewPassword(), "admin"));
}
