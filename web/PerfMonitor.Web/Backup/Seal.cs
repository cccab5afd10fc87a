namespace PerfMonitor.Web.Backup;

/// <summary>How the secrets of a backup are encrypted: everything but the passphrase.</summary>
/// <param name="Derivation">How the key comes from the passphrase.</param>
/// <param name="Iterations">Of the derivation.</param>
/// <param name="Salt">Of the derivation.</param>
/// <param name="Cipher">How a text is encrypted with the key.</param>
internal sealed record Seal(string Derivation, int Iterations, byte[] Salt, string Cipher);
