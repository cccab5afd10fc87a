using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PerfMonitor.ServiceDefaults;

/// <summary>
/// The signed note one process of the system shows another: who asks, in which role, until when.
/// Form: base64url(JSON) "." base64url(HMAC-SHA256 over the first part, with the key all processes share).
/// </summary>
public sealed class InternalToken
{
    /// <summary>The HTTP header that carries it.</summary>
    public const string Header = "X-PerfMonitor-Token";

    /// <summary>How long a token is valid: long enough for clocks that differ a little, short enough to be worthless when leaked into a log.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly byte[] _key;

    /// <summary>Takes the shared key.</summary>
    /// <exception cref="ArgumentException">The key is shorter than 16 characters.</exception>
    public InternalToken(string key)
    {
        if (key.Length < 16)
        {
            throw new ArgumentException($"Internal:Key must be at least 16 characters long, it has {key.Length}.", nameof(key));
        }

        _key = Encoding.UTF8.GetBytes(key);
    }

    /// <summary>Writes a token.</summary>
    public string Issue(string subject, string role, DateTimeOffset now)
    {
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new Payload(subject, role, (now + Lifetime).ToUnixTimeSeconds())));
        return $"{payload}.{Base64Url.EncodeToString(Sign(payload))}";
    }

    /// <summary>Reads a token; null where it is malformed, not signed with our key, or over its time.</summary>
    public InternalCaller? Verify(string token, DateTimeOffset now)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !TryDecode(token[(dot + 1)..], out var signature) || !CryptographicOperations.FixedTimeEquals(signature, Sign(token[..dot])))
        {
            return null;
        }

        var payload = JsonSerializer.Deserialize<Payload>(Base64Url.DecodeFromChars(token.AsSpan(0, dot)));
        return payload is null || payload.exp < now.ToUnixTimeSeconds() ? null : new InternalCaller(payload.sub, payload.role);
    }

    private byte[] Sign(string payload) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(payload));

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        if (!Base64Url.IsValid(text))
        {
            return false;
        }

        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }

#pragma warning disable IDE1006 // The names are those on the wire.
    private sealed record Payload(string sub, string role, long exp);
#pragma warning restore IDE1006
}

/// <summary>Who stands behind a verified token.</summary>
public sealed record InternalCaller(string Subject, string Role);
