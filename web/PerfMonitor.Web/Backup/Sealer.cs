using System.Security.Cryptography;
using System.Text;

namespace PerfMonitor.Web.Backup;

/// <summary>
/// Encrypts the secrets of a backup under a passphrase: PBKDF2 with HMAC-SHA-256 (RFC 8018) makes the key, AES-256 in GCM
/// (NIST SP 800-38D) encrypts each item's secrets with a nonce of its own, bound to the item. A sealed text is
/// nonce (12 bytes), ciphertext and tag (16 bytes), in base64.
/// </summary>
internal sealed class Sealer : IDisposable
{
    public const int ShortestPassphrase = 12;

    /// <summary>What OWASP's password storage cheat sheet asks of PBKDF2-HMAC-SHA256; some 0.2 s of one core.</summary>
    public const int UsualIterations = 600_000;

    private const string Derivation = "PBKDF2-HMAC-SHA256";
    private const string Cipher = "AES-256-GCM";
    private const int KeyBytes = 32;
    private const int SaltBytes = 16;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int LongestPassphrase = 1_000;

    // A file must not keep this process busy for minutes, nor be sealed with next to nothing.
    private const int FewestIterations = 100_000;
    private const int MostIterations = 5_000_000;

    private readonly AesGcm _cipher;

    private Sealer(Seal seal, string passphrase)
    {
        Seal = seal;
        _cipher = new AesGcm(Rfc2898DeriveBytes.Pbkdf2(passphrase, seal.Salt, seal.Iterations, HashAlgorithmName.SHA256, KeyBytes), TagBytes);
    }

    public Seal Seal { get; }

    /// <summary>Why a passphrase is not taken; null when it is.</summary>
    public static string? Refuse(string passphrase) => passphrase.Length is < ShortestPassphrase or > LongestPassphrase
        ? $"A passphrase has {ShortestPassphrase} to {LongestPassphrase} characters."
        : null;

    /// <summary>A seal with a salt of its own.</summary>
    public static Sealer New(string passphrase) =>
        new(new Seal(Derivation, UsualIterations, RandomNumberGenerator.GetBytes(SaltBytes), Cipher), passphrase);

    /// <summary>The seal of a file; null where this program does not know it.</summary>
    public static Sealer? Of(Seal seal, string passphrase) =>
        seal is { Derivation: Derivation, Cipher: Cipher, Iterations: >= FewestIterations and <= MostIterations, Salt.Length: >= SaltBytes }
            ? new(seal, passphrase)
            : null;

    /// <param name="text">What nobody may read.</param>
    /// <param name="about">What it belongs to; a sealed text opens nowhere else.</param>
    public string Close(string text, string about)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var closed = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(closed.AsSpan(0, NonceBytes));
        _cipher.Encrypt(
            closed.AsSpan(0, NonceBytes), plain, closed.AsSpan(NonceBytes, plain.Length), closed.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(about));
        return Convert.ToBase64String(closed);
    }

    /// <returns>Null where the passphrase is another, or the text was changed or belongs to something else.</returns>
    public string? Open(string closed, string about)
    {
        var bytes = new byte[closed.Length];
        if (!Convert.TryFromBase64String(closed, bytes, out var length) || length < NonceBytes + TagBytes)
            return null;
        var plain = new byte[length - NonceBytes - TagBytes];
        try
        {
            _cipher.Decrypt(
                bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(NonceBytes + plain.Length, TagBytes), plain, Encoding.UTF8.GetBytes(about));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public void Dispose() => _cipher.Dispose();
}
