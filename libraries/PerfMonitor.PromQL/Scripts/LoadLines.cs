using System.Text.RegularExpressions;

namespace PerfMonitor.PromQL.Scripts;

/// <summary>
/// Reads the lines below <c>load</c>: series, and before them the times their samples began at. <c>up@st -1mx4</c> speaks of the series on the
/// next line, <c>@st -1m</c> alone of all that follow. The times themselves are not kept; series that have some are marked.
/// </summary>
internal sealed partial class LoadLines
{
    private readonly List<SeriesLine> _series = [];
    private readonly List<(int Line, string Reason)> _unreadable = [];
    private bool _nextHasStart;
    private bool _allHaveStart;

    /// <summary>The series, in the order of the script.</summary>
    public IReadOnlyList<SeriesLine> Series => _series;

    /// <summary>Lines that are neither, with the reason.</summary>
    public IReadOnlyList<(int Line, string Reason)> Unreadable => _unreadable;

    /// <summary>Reads the next line.</summary>
    public void Read(int number, string line)
    {
        try
        {
            if (StartLine().Match(line) is { Success: true } start) ReadStart(start);
            else ReadSeries(line);
        }
        catch (Exception broken) when (broken is FormatException or OverflowException)
        {
            _unreadable.Add((number, broken.Message));
        }
    }

    private void ReadStart(Match line)
    {
        string offsets = line.Groups["offsets"].Value;
        if (!Offsets().IsMatch(offsets)) throw new FormatException($"'{offsets}' are no start timestamps");
        if (line.Groups["series"].Length == 0) _allHaveStart = true;
        else _nextHasStart = SeriesNotation.ParseLabels(line.Groups["series"].Value).Count > 0;
    }

    private void ReadSeries(string line)
    {
        var series = SeriesNotation.Parse(line);
        _series.Add((_nextHasStart || _allHaveStart) && series.Need == ScriptNeed.None ? series with { Need = ScriptNeed.StartTimestamps } : series);
        _nextHasStart = false;
    }

    [GeneratedRegex(@"^(?<series>|[^\s{]+|[^\s{]*\{.*\})@st\s+(?<offsets>\S.*)$")]
    private static partial Regex StartLine();

    [GeneratedRegex(@"^(?:(?:_|\*|[+-]?(?:0|(?:[0-9]+[a-wyz]+)+)(?:[+-](?:[0-9]+[a-wyz]+)+)?)(?:x[0-9]+)?(?:\s+|$))+$")]
    private static partial Regex Offsets();
}
