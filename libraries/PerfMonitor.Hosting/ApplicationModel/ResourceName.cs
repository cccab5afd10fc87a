namespace Aspire.Hosting.ApplicationModel;

/// <summary>Aspire's rule for names: 1 to 64 ASCII letters, digits and single hyphens, starting with a letter.</summary>
internal static class ResourceName
{
    private const int MaxLength = 64;

    public static void Validate(string name)
    {
        if (WhyInvalid(name) is { } reason)
        {
            throw new ArgumentException($"Resource name '{name}' is invalid: {reason}.", nameof(name));
        }
    }

    public static string? WhyInvalid(string name) => name switch
    {
        null or "" => "it is empty",
        { Length: > MaxLength } => $"it is longer than {MaxLength} characters",
        _ when !char.IsAsciiLetter(name[0]) => "it must start with an ASCII letter",
        _ when name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-') => "only ASCII letters, digits and hyphens are allowed",
        _ when name.Contains("--", StringComparison.Ordinal) => "it has two hyphens in a row",
        _ when name.EndsWith('-') => "it ends with a hyphen",
        _ => null,
    };
}
