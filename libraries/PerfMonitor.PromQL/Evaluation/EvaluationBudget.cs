namespace PerfMonitor.PromQL.Evaluation;

/// <summary>Counts what a query reads and computes against its limits.</summary>
internal sealed class EvaluationBudget(EvaluationOptions options)
{
    private long _values;
    private long _samplesSelected;
    private int _seriesSelected;
    private long _visits;

    public long RemainingSamples => Math.Max(0, options.MaxSamples - Interlocked.Read(ref _values));

    public QueryStatistics Statistics => new(_seriesSelected, _samplesSelected, Interlocked.Read(ref _values));

    public void AddSelected(int series, long samples)
    {
        _seriesSelected += series;
        _samplesSelected += samples;
        if (_seriesSelected > options.MaxSeries)
        {
            throw new PromEvaluationException($"query processing would load too many series into memory in query execution: more than {options.MaxSeries} ({Name(nameof(options.MaxSeries))}); narrow the selectors") { IsLimit = true };
        }

        AddValues(samples);
    }

    public void AddValues(long count)
    {
        if (Interlocked.Add(ref _values, count) > options.MaxSamples)
        {
            throw new PromEvaluationException($"query processing would load too many samples into memory in query execution: more than {options.MaxSamples} ({Name(nameof(options.MaxSamples))}); narrow the selectors, the range or the resolution") { IsLimit = true };
        }
    }

    public void AddVisits(long count)
    {
        _visits += count;
        if (_visits > options.MaxVisits)
        {
            throw new PromEvaluationException($"query processing would look at too many values: more than {options.MaxVisits} ({Name(nameof(options.MaxVisits))}), a sample counted in each window that it is in; take a longer step, a shorter range or fewer series") { IsLimit = true };
        }
    }

    private string Name(string bound) => options.BoundPrefix + bound;
}
