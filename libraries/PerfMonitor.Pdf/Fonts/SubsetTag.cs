using System.Security.Cryptography;

namespace PerfMonitor.Pdf.Fonts;

/// <summary>The six capitals in front of a subset's name, taken from its content so that equal subsets have equal names.</summary>
internal static class SubsetTag
{
    public static string Of(ReadOnlySpan<byte> subset)
    {
        var hash = SHA256.HashData(subset);
        return string.Create(6, hash, static (tag, hash) =>
        {
            for (var i = 0; i < tag.Length; i++)
            {
                tag[i] = (char)('A' + hash[i] % 26);
            }
        });
    }
}
