using PerfMonitor.Web.Accounts;

namespace PerfMonitor.Web.Tests.Accounts;

public class PasswordsTests
{
    private readonly Passwords _passwords = new(iterations: 20);

    [Theory]
    [InlineData("right", PasswordMatch.Right)]
    [InlineData("Right", PasswordMatch.Wrong)]
    [InlineData("", PasswordMatch.Wrong)]
    public void Compares_with_the_hash(string typed, object match) =>
        Assert.Equal(match, _passwords.Verify(_passwords.Hash("right"), typed));

    [Fact]
    public void Asks_to_store_anew_what_fewer_iterations_hashed()
    {
        var old = new Passwords(iterations: 10).Hash("right");

        Assert.Equal(PasswordMatch.RightButWeaklyHashed, _passwords.Verify(old, "right"));
    }

    [Fact]
    public void Nobody_has_no_right_password() => Assert.Equal(PasswordMatch.Wrong, _passwords.Verify(null, "right"));

    [Fact]
    public void Hashes_with_pbkdf2_sha512_and_the_iterations_of_today()
    {
        // Format of ASP.NET Core Identity, version 3: 0x01, then PRF, iterations and salt length as big-endian 32-bit numbers.
        var hash = Convert.FromBase64String(new Passwords().Hash("x"));

        Assert.Equal(1, hash[0]);
        Assert.Equal([0, 0, 0, 2], hash[1..5]);
        Assert.Equal(210_000, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)));
    }
}
