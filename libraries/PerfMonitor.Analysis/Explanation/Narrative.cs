using System.Globalization;
using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Explanation;

/// <summary>A series that moved along, by name.</summary>
/// <param name="Name">As people know it.</param>
/// <param name="Mover">How it moved.</param>
public sealed record NamedMover(string Name, CoMover Mover);

/// <summary>Says in a few sentences what happened, what moved with it, and what was done shortly before.</summary>
public static class Narrative
{
    private const int Named = 3;

    /// <summary>Writes the sentences.</summary>
    /// <param name="series">The series as people know it.</param>
    /// <param name="movement">How it moved; null where that cannot be told.</param>
    /// <param name="movers">What moved with it, the strongest first.</param>
    /// <param name="search">The search behind that.</param>
    /// <param name="changes">What was done near it, the likeliest first.</param>
    /// <param name="step">The time from one point of the grid to the next.</param>
    public static string Write(
        string series, Movement? movement, IReadOnlyList<NamedMover> movers, CoMovementResult search, IReadOnlyList<NearbyChange> changes, TimeSpan step)
    {
        List<string> sentences = [Moved(series, movement), .. movers.Take(Named).Select(mover => Along(mover, step))];
        if (movers.Count > Named)
        {
            sentences.Add($"{movers.Count - Named} more series moved with it.");
        }
        else if (movers.Count == 0)
        {
            sentences.Add($"No series explains it: {search.Reason}.");
        }

        sentences.Add(changes.Count == 0 ? "No deploy, change or load test was noted near it." : string.Join(" ", changes.Take(Named).Select(Done)));
        return string.Join(" ", sentences);
    }

    private static string Moved(string series, Movement? movement) => movement switch
    {
        null => $"How {series} moved cannot be told: too few values before or at the moment.",
        { Deviations: 0 } => $"{series} stood at {NumberText.Of(movement.Before)}.",
        { Deviations: < 3 } => $"{series} stayed within its usual spread: {NumberText.Of(movement.Before)} before, {NumberText.Of(movement.Extreme)} at the furthest.",
        _ => $"{series} {(movement.Extreme > movement.Before ? "rose" : "fell")} from {NumberText.Of(movement.Before)} to {NumberText.Of(movement.Extreme)}.",
    };

    private static string Along(NamedMover mover, TimeSpan step)
    {
        var direction = mover.Mover.IsInverse ? "moved the other way" : "moved the same way";
        var distance = step * Math.Abs(mover.Mover.LeadPoints);
        var when = mover.Mover.LeadPoints switch
        {
            > 0 => $"{SpanText.Of(distance)} earlier",
            < 0 => $"{SpanText.Of(distance)} later",
            _ => "at the same time",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{mover.Name} {direction} {when} and accounts for {mover.Mover.Share:0 %} of the movement on its own.");
    }

    private static string Done(NearbyChange near)
    {
        var distance = SpanText.Of(TimeSpan.FromMilliseconds(Math.Abs(near.LeadMs)));
        return $"{char.ToUpperInvariant(near.Change.Kind[0])}{near.Change.Kind[1..]} “{near.Change.Text}” began {distance} {(near.LeadMs >= 0 ? "before" : "after")} it.";
    }
}
