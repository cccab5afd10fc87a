using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace PerfMonitor.Web.Accounts;

/// <summary>How a password compared with the stored hash.</summary>
internal enum PasswordMatch
{
    Wrong,
    Right,

    /// <summary>Right, but hashed with fewer iterations than today's: store it anew.</summary>
    RightButWeaklyHashed,
}

/// <summary>Hashes passwords with PBKDF2-HMAC-SHA512, salted, compared in constant time.</summary>
internal sealed class Passwords
{
    /// <summary>OWASP's Password Storage Cheat Sheet asks 210,000 for PBKDF2-HMAC-SHA512.</summary>
    public const int Iterations = 210_000;

    private readonly PasswordHasher<User> _hasher;
    private readonly Lazy<string> _hashOfNobody;

    public Passwords(int iterations = Iterations)
    {
        _hasher = new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
        _hashOfNobody = new Lazy<string>(() => Hash(Guid.NewGuid().ToString()));
    }

    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <param name="hash">The stored hash; null when there is no such user, which takes as long as a wrong password.</param>
    /// <param name="password">What was typed.</param>
    public PasswordMatch Verify(string? hash, string password)
    {
        var result = _hasher.VerifyHashedPassword(null!, hash ?? _hashOfNobody.Value, password);
        if (hash is null)
            return PasswordMatch.Wrong;
        return result switch
        {
            PasswordVerificationResult.Success => PasswordMatch.Right,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordMatch.RightButWeaklyHashed,
            _ => PasswordMatch.Wrong,
        };
    }
}
