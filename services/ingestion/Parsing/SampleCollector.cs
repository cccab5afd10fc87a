using PerfMonitor.Ingestion.Admission;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>What has been read of a body so far.</summary>
internal sealed class SampleCollector(int maximumSamples)
{
    private readonly List<ParsedSample> _samples = [];
    private readonly List<RefusedItem> _refused = [];

    public IReadOnlyList<ParsedSample> Samples => _samples;

    public IReadOnlyList<RefusedItem> Refused => _refused;

    public void Add(ParsedSample sample)
    {
        Bound();
        _samples.Add(sample);
    }

    public void Refuse(int index, RefusalReason reason, string detail)
    {
        Bound();
        _refused.Add(new RefusedItem(index, new Refusal(reason, detail)));
    }

    /// <summary>Forgets the samples after the first <paramref name="count"/>: their line turned out broken at its end.</summary>
    public void TakeBack(int count) => _samples.RemoveRange(count, _samples.Count - count);

    public void Clear()
    {
        _samples.Clear();
        _refused.Clear();
    }

    private void Bound()
    {
        if (_samples.Count + _refused.Count >= maximumSamples)
        {
            throw new MalformedPayloadException($"The request holds more than {maximumSamples} samples; split it", $"sample {maximumSamples + 1}", tooLarge: true);
        }
    }
}
