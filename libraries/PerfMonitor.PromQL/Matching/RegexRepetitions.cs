namespace PerfMonitor.PromQL;

/// <summary>Sees that repetitions have something to repeat, and that none repeats another one, which RE2 refuses.</summary>
internal sealed class RegexRepetitions(string pattern)
{
    private bool _hasOperand;
    private int? _before;

    /// <summary>What may be repeated was read.</summary>
    public void SawOperand() => (_hasOperand, _before) = (true, null);

    /// <summary>What begins anew was read: a group, an alternative.</summary>
    public void SawStart() => (_hasOperand, _before) = (false, null);

    /// <summary>Takes an operator that lies between two places; returns where it ends with the question mark that may follow.</summary>
    public int Take(int start, int end)
    {
        if (!_hasOperand) throw new RegexFaultException("missing argument to repetition operator", pattern[start..end]);
        if (end < pattern.Length && pattern[end] == '?') end++;
        if (_before is { } before) throw new RegexFaultException("invalid nested repetition operator", pattern[before..end]);
        _before = start;
        return end;
    }
}
