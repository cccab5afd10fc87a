using PerfMonitor.PromQL;
using PerfMonitor.Templates;
using PerfMonitor.Templates.Functions;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Answers <c>query</c> in the texts of one evaluation. Filling in is pure and cannot wait, so what a text asks is noted, asked, and the texts
/// are filled in again with the answers, until none asks for more.
/// </summary>
internal sealed class TextQueries
{
    /// <summary>Different queries of one evaluation at most; a text that asks a further one says so.</summary>
    public const int Most = 100;

    // Series of an answer; a text shows no more.
    private const int MostSeries = 1_000;

    private readonly Dictionary<string, (IReadOnlyList<object?>? Series, string? Error)> _answers = [];
    private readonly HashSet<string> _open = [];

    /// <summary>Fills in, asks what was asked for, and fills in again.</summary>
    /// <param name="observe">Fills in; given what answers queries.</param>
    /// <param name="askAsync">Asks a query; null and why where it has no answer.</param>
    public async Task<T> ResolveAsync<T>(Func<Func<string, IReadOnlyList<object?>>, T> observe, Func<string, Task<(IReadOnlyList<VectorSample>? Result, string? Error)>> askAsync)
    {
        while (true)
        {
            _open.Clear();
            var observed = observe(Answer);
            if (_open.Count == 0)
            {
                return observed;
            }

            foreach (var query in _open)
            {
                var (result, error) = await askAsync(query);
                _answers[query] = (result is null ? null : [.. result.Take(MostSeries).Select(Sample)], error);
            }
        }
    }

    /// <exception cref="TemplateException">There is no answer, or none yet.</exception>
    private IReadOnlyList<object?> Answer(string query)
    {
        if (_answers.TryGetValue(query, out var answer))
        {
            return answer.Series ?? throw new TemplateException(answer.Error!);
        }

        if (!_open.Contains(query) && _answers.Count + _open.Count >= Most)
        {
            throw new TemplateException($"the texts of a rule ask more than {Most} queries");
        }

        _open.Add(query);
        throw new TemplateException("not answered yet");
    }

    private static object Sample(VectorSample sample) =>
        PrometheusFunctions.Sample(sample.Labels.ToDictionary(static label => label.Name, static label => label.Value), sample.Value);
}
