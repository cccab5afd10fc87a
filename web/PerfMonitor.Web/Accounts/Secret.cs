using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PerfMonitor.Web.Accounts;

/// <summary>
/// Random secrets of 256 bits: session tokens and API keys. Stored is only their SHA-256; no salt or slow hash is needed,
/// because 256 random bits cannot be guessed.
/// </summary>
internal static class Secret
{
    private const int Bytes = 32;

    /// <summary>How API keys begin, so that a person and a secret scanner recognise one.</summary>
    public const string ApiKeyPrefix = "pm_";

    /// <summary>Characters of a key that are kept and shown: the prefix and 48 bits, which leaves 208 bits secret.</summary>
    public const int ShownCharacters = 11;

    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static string NewApiKey() => ApiKeyPrefix + NewToken();

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The start of a key by which its owner recognises it; less where the key is short, never more than a third of it.</summary>
    public static string Shown(string apiKey) => apiKey[..Math.Min(ShownCharacters, apiKey.Length / 3)];

    /// <summary>A password to print once: 125 random bits in five groups, without letters that look alike.</summary>
    public static string NewPassword() =>
        string.Join('-', Enumerable.Range(0, 5).Select(_ => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 5)));
}
