using System.Globalization;
using System.Text.RegularExpressions;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.PromQL.Parsing;

namespace PerfMonitor.PromQL.Scripts;

/// <summary>Reads scripts in Prometheus' promqltest language. A command is a line and the lines up to the next empty one.</summary>
public static partial class ScriptParser
{
    /// <summary>Reads all commands; what is not understood becomes an <see cref="UnreadableCommand"/>.</summary>
    public static IReadOnlyList<ScriptCommand> Parse(string script)
    {
        string[] lines = [.. script.Split('\n').Select(line => line.Trim()).Select(line => line.StartsWith('#') ? "" : line)];
        var commands = new List<ScriptCommand>();
        for (int i = 0; i < lines.Length;)
        {
            if (lines[i].Length == 0)
            {
                i++;
                continue;
            }

            int end = i + 1;
            while (end < lines.Length && lines[end].Length > 0) end++;
            if (lines[i].Equals("clear", StringComparison.OrdinalIgnoreCase))
            {
                commands.Add(new ClearCommand(i + 1));
                i++;
                continue;
            }

            commands.Add(ParseBlock(i + 1, lines[i], lines[(i + 1)..end]));
            i = end;
        }

        return commands;
    }

    private static ScriptCommand ParseBlock(int number, string head, string[] body)
    {
        try
        {
            if (LoadLine().Match(head) is { Success: true } load) return ParseLoad(number, load, body);
            if (InstantLine().Match(head) is { Success: true } instant) return ParseInstant(number, instant, body);
            if (RangeLine().Match(head) is { Success: true } range) return ParseRange(number, range, body);
        }
        catch (Exception broken) when (broken is FormatException or OverflowException)
        {
            return new UnreadableCommand(number, head, broken.Message);
        }

        return new UnreadableCommand(number, head, "no command; commands are load, clear and eval");
    }

    private static LoadCommand ParseLoad(int number, Match head, string[] body)
    {
        var lines = new LoadLines();
        for (int i = 0; i < body.Length; i++) lines.Read(number + i + 1, body[i]);
        return new LoadCommand(number, Duration(head.Groups["interval"].Value), lines.Series, lines.Unreadable, head.Groups["nhcb"].Success);
    }

    private static EvalCommand ParseInstant(int number, Match head, string[] body)
    {
        long at = head.Groups["at"].Success ? Duration(head.Groups["at"].Value) : 0;
        var eval = new EvalCommand(number, head.Groups["query"].Value) { StartMs = at, EndMs = at, Expectations = Prefixed(head) };
        return body.Aggregate(eval, ReadExpectedLine);
    }

    private static EvalCommand ParseRange(int number, Match head, string[] body)
    {
        var eval = new EvalCommand(number, head.Groups["query"].Value)
        {
            IsRange = true,
            StartMs = Duration(head.Groups["from"].Value),
            EndMs = Duration(head.Groups["to"].Value),
            StepMs = Duration(head.Groups["step"].Value),
            Expectations = Prefixed(head),
        };
        return body.Aggregate(eval, ReadExpectedLine);
    }

    private static Expectation[] Prefixed(Match head) => head.Groups["kind"].Value switch
    {
        "fail" => [new(ExpectationKind.Fail)],
        "warn" => [new(ExpectationKind.Warn)],
        "info" => [new(ExpectationKind.Info)],
        "ordered" => [new(ExpectationKind.Ordered)],
        _ => [],
    };

    private static EvalCommand ReadExpectedLine(EvalCommand eval, string line)
    {
        if (ExpectLine().Match(line) is { Success: true } expect)
        {
            var kind = Enum.Parse<ExpectationKind>(expect.Groups["kind"].Value.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
            return eval with { Expectations = [.. eval.Expectations, new(kind, Text(expect.Groups["msg"]), Pattern(Text(expect.Groups["regex"])))] };
        }

        if (line.StartsWith("expected_fail_message ", StringComparison.Ordinal)) return eval with { Expectations = [new(ExpectationKind.Fail, Message: After(line))] };
        if (line.StartsWith("expected_fail_regexp ", StringComparison.Ordinal)) return eval with { Expectations = [new(ExpectationKind.Fail, Pattern: Pattern(After(line)))] };
        if (line.StartsWith("expect string ", StringComparison.Ordinal))
        {
            return eval with { Text = Quoting.Unquote(line["expect string ".Length..].Trim()) ?? throw new FormatException($"'{line}' expects a quoted string") };
        }

        if (RangeVectorLine().Match(line) is { Success: true } vector)
        {
            return eval with { RangeVector = (Duration(vector.Groups["from"].Value), Duration(vector.Groups["step"].Value)) };
        }

        if (NumberScan.TryRead(line.TrimStart('+', '-'), out double number)) return eval with { Scalar = line.StartsWith('-') ? -number : number };
        return eval with { Series = [.. eval.Series, SeriesNotation.Parse(line)] };
    }

    // In quotes or without.
    private static string? Text(Group group) => group.Success ? Quoting.Unquote(group.Value.Trim()) ?? group.Value.Trim() : null;

    /// <summary>A pattern in RE2's syntax as one of .NET's; it may match anywhere in a message.</summary>
    private static string? Pattern(string? re2)
    {
        try
        {
            return re2 is null ? null : new Regex(RegexTranslation.FromRe2(re2), RegexOptions.NonBacktracking).ToString();
        }
        catch (Exception broken) when (broken is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"'{re2}' is no regular expression: {broken.Message}", broken);
        }
    }

    private static string After(string line) => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim();

    private static long Duration(string text)
    {
        bool negative = text.StartsWith('-');
        var bare = text.AsSpan(negative ? 1 : 0);
        if (!DurationText.TryParse(bare, out long milliseconds))
        {
            if (!double.TryParse(bare, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)) throw new FormatException($"'{text}' is no duration");
            milliseconds = checked((long)Math.Round(seconds * 1000));
        }

        return negative ? -milliseconds : milliseconds;
    }

    [GeneratedRegex(@"^load(?<nhcb>_with_nhcb)?\s+(?<interval>\S+)$")]
    private static partial Regex LoadLine();

    [GeneratedRegex(@"^eval(?:_(?<kind>fail|warn|ordered|info))?\s+instant\s+(?:at\s+(?<at>\S+)\s+)?(?<query>.+)$")]
    private static partial Regex InstantLine();

    [GeneratedRegex(@"^eval(?:_(?<kind>fail|warn|info))?\s+range\s+from\s+(?<from>\S+)\s+to\s+(?<to>\S+)\s+step\s+(?<step>\S+)\s+(?<query>.+)$")]
    private static partial Regex RangeLine();

    [GeneratedRegex(@"^expect\s+(?<kind>fail|warn|no_warn|info|no_info|ordered)\s*(?:msg:(?<msg>.*)|regex:(?<regex>.*))?$")]
    private static partial Regex ExpectLine();

    [GeneratedRegex(@"^expect\s+range\s+vector\s+from\s+(?<from>\S+)\s+to\s+(?<to>\S+)\s+step\s+(?<step>\S+)$")]
    private static partial Regex RangeVectorLine();
}
