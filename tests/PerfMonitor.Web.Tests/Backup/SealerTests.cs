using PerfMonitor.Web.Backup;

namespace PerfMonitor.Web.Tests.Backup;

public class SealerTests
{
    private const string Passphrase = "horse battery staple";

    [Fact]
    public void Opens_what_it_closed_and_nothing_of_it_can_be_read()
    {
        using var sealer = Sealer.New(Passphrase);

        var closed = sealer.Close("a token", "web.users/anna");

        using var again = Sealer.Of(sealer.Seal, Passphrase)!;
        Assert.Equal("a token", again.Open(closed, "web.users/anna"));
        Assert.NotEqual(closed, sealer.Close("a token", "web.users/anna"));
        Assert.DoesNotContain("token", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(closed)), StringComparison.Ordinal);
        Assert.Equal((Sealer.UsualIterations, 16), (sealer.Seal.Iterations, sealer.Seal.Salt.Length));
    }

    [Fact]
    public void Opens_nothing_with_another_passphrase_elsewhere_or_after_a_change()
    {
        using var sealer = Sealer.New(Passphrase);
        using var other = Sealer.Of(sealer.Seal, "horse battery stapler")!;
        var closed = sealer.Close("a token", "web.users/anna");
        var bytes = Convert.FromBase64String(closed);
        bytes[^20] ^= 1;

        Assert.Null(other.Open(closed, "web.users/anna"));
        Assert.Null(sealer.Open(closed, "web.users/bert"));
        Assert.Null(sealer.Open(Convert.ToBase64String(bytes), "web.users/anna"));
        Assert.Null(sealer.Open("bm90aGluZw==", "web.users/anna"));
        Assert.Null(sealer.Open("no base64 at all!", "web.users/anna"));
    }

    [Theory]
    [InlineData("PBKDF2-HMAC-SHA256", 99_999, 16, "AES-256-GCM")]
    [InlineData("PBKDF2-HMAC-SHA256", 5_000_001, 16, "AES-256-GCM")]
    [InlineData("PBKDF2-HMAC-SHA256", 600_000, 15, "AES-256-GCM")]
    [InlineData("scrypt", 600_000, 16, "AES-256-GCM")]
    [InlineData("PBKDF2-HMAC-SHA256", 600_000, 16, "AES-256-CBC")]
    public void Takes_no_seal_that_is_weak_endless_or_unknown(string derivation, int iterations, int salt, string cipher) =>
        Assert.Null(Sealer.Of(new Seal(derivation, iterations, new byte[salt], cipher), Passphrase));

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public void A_passphrase_has_a_length(int length, bool taken) => Assert.Equal(taken, Sealer.Refuse(new string('x', length)) is null);
}
