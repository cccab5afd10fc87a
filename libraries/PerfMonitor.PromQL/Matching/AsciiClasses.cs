using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PerfMonitor.PromQL;

/// <summary>RE2's named classes, which hold ASCII only, as ranges that can stand inside a class of .NET's.</summary>
internal static class AsciiClasses
{
    private static readonly Dictionary<string, string> ByName = new()
    {
        ["alnum"] = "0-9A-Za-z",
        ["alpha"] = "A-Za-z",
        ["ascii"] = @"\x00-\x7F",
        ["blank"] = @"\t ",
        ["cntrl"] = @"\x00-\x1F\x7F",
        ["digit"] = "0-9",
        ["graph"] = "!-~",
        ["lower"] = "a-z",
        ["print"] = " -~",
        ["punct"] = @"!-/:-@\[-`{-~",
        ["space"] = @"\t\n\v\f\r ",
        ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_",
        ["xdigit"] = "0-9A-Fa-f",
    };

    /// <summary>The members of <c>[:name:]</c>, or of <c>[:^name:]</c> all others; null for a name that there is not.</summary>
    public static string? Posix(string name)
    {
        bool negated = name.StartsWith('^');
        return !ByName.TryGetValue(negated ? name[1..] : name, out string? members) ? null : negated ? Complement(members) : members;
    }

    /// <summary>The members of <c>\d</c>, <c>\w</c>, <c>\s</c>; of the capitals, all others.</summary>
    public static string Perl(char kind)
    {
        string members = char.ToLowerInvariant(kind) switch
        {
            'd' => "0-9",
            'w' => "0-9A-Za-z_",
            _ => @"\t\n\f\r ",
        };
        return char.IsUpper(kind) ? Complement(members) : members;
    }

    /// <summary>The ranges a class leaves out, written as ranges too.</summary>
    private static string Complement(string members)
    {
        var inClass = new Regex("[" + members + "]", RegexOptions.NonBacktracking);
        var output = new StringBuilder();
        // Every class complemented here is ASCII; above it all is left out.
        for (int c = 0, start = -1; c <= 0x80; c++)
        {
            bool outside = c < 0x80 && !inClass.IsMatch(((char)c).ToString());
            if (outside && start < 0) start = c;
            if (outside || start < 0) continue;
            output.Append(CultureInfo.InvariantCulture, $@"\u{start:X4}-\u{c - 1:X4}");
            start = -1;
        }

        return output.Append(@"\u0080-\uFFFF").ToString();
    }
}
