using System.Text.RegularExpressions;

namespace PerfMonitor.Web.Accounts;

/// <summary>What names and passwords must look like. Each rule answers the reason of a refusal, or null.</summary>
internal static partial class AccountRules
{
    public const int ShortestPassword = 10;

    /// <summary>Characters; bounds the work of hashing.</summary>
    public const int LongestPassword = 256;

    public static string? RefuseUserName(string? name) =>
        name is not null && UserName().IsMatch(name)
            ? null
            : "A user name has 1 to 64 characters: letters, digits, and . _ - @ +, beginning with a letter or digit.";

    public static string? RefusePassword(string? password, string userName)
    {
        if (password is null || password.Length < ShortestPassword)
            return $"A password has at least {ShortestPassword} characters.";
        if (password.Length > LongestPassword)
            return $"A password has at most {LongestPassword} characters.";
        if (password.Equals(userName, StringComparison.OrdinalIgnoreCase))
            return "The password must differ from the user name.";
        return null;
    }

    public static string? RefuseKeyName(string? name) =>
        !string.IsNullOrWhiteSpace(name) && name.Length <= 100 && !name.Any(char.IsControl)
            ? null
            : "A key has a name of 1 to 100 characters that says which program uses it.";

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}._@+\-]{0,63}\z")]
    private static partial Regex UserName();
}
