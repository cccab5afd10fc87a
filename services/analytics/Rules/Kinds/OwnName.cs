using System.Text.Json;
using PerfMonitor.Analytics.Api;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>The name of a watch or outlook that exists for a rule: the same as long as its definition is, another one when that changes.</summary>
internal static class OwnName
{
    private const int LongestWord = 40;

    /// <param name="alert">The alert's name.</param>
    /// <param name="definition">What is kept; its own name must not differ between equal ones.</param>
    public static string Of<T>(string alert, T definition)
    {
        var word = string.Concat(alert.ToLowerInvariant().Select(static letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        var hash = XxHash64.Hash(JsonSerializer.SerializeToUtf8Bytes(definition, ApiJson.Options));
        return $"{RuleSource.OwnPrefix}{(word.Length > LongestWord ? word[..LongestWord] : word)}-{hash >> 32:x8}";
    }
}
