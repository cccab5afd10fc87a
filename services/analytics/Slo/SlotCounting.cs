using PerfMonitor.Analysis.Slo;
using PerfMonitor.Analytics.Query;

namespace PerfMonitor.Analytics.Slo;

/// <summary>The events of one slot.</summary>
internal readonly record struct CountedSlot(long StartMs, EventCounts Events);

/// <summary>The slots that were counted, those without events left out; or why they could not be.</summary>
internal sealed record SlotAnswer(IReadOnlyList<CountedSlot> Slots, string? Error);

/// <summary>Counts an objective's events slot by slot, with one query or two for all of them.</summary>
internal sealed class SlotCounting(GridQuery query)
{
    // A threshold is looked at so many times a slot.
    private const int LooksPerSlot = 4;

    /// <summary>Counts the slots that start at or after one moment and end at or before another, both on a slot's edge.</summary>
    public Task<SlotAnswer> CountAsync(ObjectiveDefinition definition, long fromMs, long untilMs, CancellationToken cancellationToken) =>
        definition.IsRatio ? CountRatioAsync(definition, fromMs, untilMs, cancellationToken) : CountThresholdAsync(definition, fromMs, untilMs, cancellationToken);

    /// <summary>Whether a value is as promised.</summary>
    public static bool IsGood(double value, ThresholdComparison comparison, double threshold) => comparison switch
    {
        ThresholdComparison.AtMost => value <= threshold,
        ThresholdComparison.Below => value < threshold,
        ThresholdComparison.AtLeast => value >= threshold,
        ThresholdComparison.Above => value > threshold,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "not a comparison"),
    };

    private async Task<SlotAnswer> CountRatioAsync(ObjectiveDefinition definition, long fromMs, long untilMs, CancellationToken cancellationToken)
    {
        // A slot's events are those of the window that ends with it.
        var grid = TimeGrid.Within(fromMs, untilMs, definition.SlotSeconds * 1_000L);
        var window = TimeSpan.FromSeconds(definition.SlotSeconds);
        var (total, totalError) = (await query.AskAsync(Windowed.Over(definition.Total!, window), grid, cancellationToken)).Single(grid);
        var (good, goodError) = (await query.AskAsync(Windowed.Over(definition.Good!, window), grid, cancellationToken)).Single(grid);
        if ((totalError ?? goodError) is { } error)
        {
            return new SlotAnswer([], totalError is null ? $"good: {error}" : $"total: {error}");
        }

        var slots = new List<CountedSlot>();
        for (var i = 0; i < grid.Points; i++)
        {
            // Where there are events and no series of good ones, none was good.
            if (total[i] > 0)
            {
                slots.Add(new CountedSlot(grid.StartMs + ((i - 1) * grid.StepMs), new EventCounts(double.IsFinite(good[i]) ? good[i] : 0, total[i])));
            }
        }

        return new SlotAnswer(slots, null);
    }

    private async Task<SlotAnswer> CountThresholdAsync(ObjectiveDefinition definition, long fromMs, long untilMs, CancellationToken cancellationToken)
    {
        var grid = TimeGrid.Within(fromMs, untilMs, definition.SlotSeconds * 1_000L / LooksPerSlot);
        var answer = await query.AskAsync(definition.Series!, grid, cancellationToken);
        if (answer.Error is { } error)
        {
            return new SlotAnswer([], $"series: {error}");
        }

        var slots = new List<CountedSlot>();
        for (var first = 0; first < grid.Points; first += LooksPerSlot)
        {
            var looks = answer.Series.SelectMany(series => series.Values.Skip(first).Take(LooksPerSlot)).Where(static value => !double.IsNaN(value)).ToList();
            if (looks.Count > 0)
            {
                var good = looks.Count(value => IsGood(value, definition.Comparison!.Value, definition.Threshold!.Value));
                slots.Add(new CountedSlot(grid.StartMs - grid.StepMs + (first * grid.StepMs), new EventCounts(good, looks.Count)));
            }
        }

        return new SlotAnswer(slots, null);
    }
}
