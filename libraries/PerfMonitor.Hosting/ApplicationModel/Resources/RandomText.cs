using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes passwords: the asked-for minimum of each kind of character, the rest of any allowed kind, in random order.</summary>
internal static class RandomText
{
    // Aspire's alphabets: without letters and digits that people mistake for one another, and with special characters that
    // need no escaping in URLs and connection strings.
    private const string Lower = "abcdefghjkmnpqrstuvwxyz";
    private const string Upper = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Special = "-_.{}~()*+!";

    public static string Generate(GenerateParameterDefault rules)
    {
        (bool Allowed, int Least, string Alphabet)[] kinds =
        [
            (rules.Lower, rules.MinLower, Lower),
            (rules.Upper, rules.MinUpper, Upper),
            (rules.Numeric, rules.MinNumeric, Digits),
            (rules.Special, rules.MinSpecial, Special),
        ];
        var alphabet = string.Concat(kinds.Where(kind => kind.Allowed).Select(kind => kind.Alphabet));
        if (alphabet.Length == 0)
        {
            throw new ArgumentException("A generated parameter must allow at least one kind of character.", nameof(rules));
        }

        var text = kinds.Where(kind => kind.Allowed).SelectMany(kind => RandomNumberGenerator.GetItems<char>(kind.Alphabet, kind.Least)).ToList();
        text.AddRange(RandomNumberGenerator.GetItems<char>(alphabet, Math.Max(0, rules.MinLength - text.Count)));
        var characters = text.ToArray();
        RandomNumberGenerator.Shuffle<char>(characters);
        return new string(characters);
    }
}
