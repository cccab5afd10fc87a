using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// A value that stands still. The deviation is the surprise itself: −log10 of how likely so long a run of equal values is,
/// given how often the series repeats a value, times the chances it had. A run counts only from six samples on and when it is
/// twice as long as any before. See docs/algorithms/flat-line.md.
/// </summary>
public sealed class FlatLineDetector : IDetector
{
    private readonly DetectorConstants _constants;
    private double _last = double.NaN;
    private long _seen, _repeats, _run, _longest, _repeatsBeforeRun;

    /// <summary>One that knows nothing of its series yet.</summary>
    public FlatLineDetector()
        : this(DetectorConstants.Default)
    {
    }

    internal FlatLineDetector(DetectorConstants constants) => _constants = constants;

    /// <inheritdoc/>
    public DetectorKind Kind => DetectorKind.FlatLine;

    /// <inheritdoc/>
    public double Observe(in SeriesPoint point)
    {
        _seen++;
        if (point.Value == _last)
        {
            _run++;
            _repeats++;
        }
        else
        {
            _longest = Math.Max(_longest, _run);
            (_run, _last, _repeatsBeforeRun) = (0, point.Value, _repeats);
        }

        long before = _seen - _run;
        if (before < _constants.FirstSamples || _run < _constants.ShortestRun || _run <= _constants.TimesTheLongestRun * _longest) return 0;
        double chance = (_repeatsBeforeRun + 1) / (before + 2.0);
        return Math.Max(0, -_run * Math.Log10(chance) - Math.Log10(before));
    }

    /// <inheritdoc/>
    public string Describe(double origin) =>
        $"stands at {NumberText.Full(_last + origin)} for {_run + 1} samples; never for more than {_longest + 1} before";
}
