namespace PerfMonitor.Analysis.Explanation;

/// <summary>A series that moved with the one in question.</summary>
/// <param name="Index">Its place among the candidates.</param>
/// <param name="Strength">How alike the movements are, 0 to 1.</param>
/// <param name="Share">Strength²: the share of the movement that it accounts for on its own. Shares of several series overlap.</param>
/// <param name="LeadPoints">By how many points of the grid it moved earlier; negative where it followed.</param>
/// <param name="IsInverse">Whether it fell where the other rose.</param>
/// <param name="ExpectedByChance">How many series as alike as this one there would be among the candidates if none had to do with it.</param>
public sealed record CoMover(int Index, double Strength, double Share, int LeadPoints, bool IsInverse, double ExpectedByChance);

/// <summary>What the search found.</summary>
/// <param name="Movers">The strongest first.</param>
/// <param name="Compared">Candidates that moved at all.</param>
/// <param name="Skipped">Candidates that stood still, or half of which is missing.</param>
/// <param name="Reason">Why there are none, or how they were found.</param>
public sealed record CoMovementResult(IReadOnlyList<CoMover> Movers, int Compared, int Skipped, string Reason);

/// <summary>Finds the series that moved with one, among thousands, by correlation of levels and changes within a window.</summary>
public static class CoMovement
{
    /// <summary>Points a window needs.</summary>
    public const int MinimumPoints = 48;

    /// <summary>Movements less alike than this are not worth telling, however rare.</summary>
    public const double MinimumStrength = 0.5;

    /// <summary>More series than this expected by chance, and a find is one of them.</summary>
    public const double MostByChance = 0.5;

    // The series in question is also compared at times it does not belong to. What is found then is chance.
    private static readonly double[] Turns = [1 / 3.0, 1 / 2.0, 2 / 3.0];

    /// <summary>Ranks the candidates; all lie on the grid of the target, NaN where a point is missing.</summary>
    /// <param name="target">The series in question.</param>
    /// <param name="candidates">The others.</param>
    /// <param name="most">How many to name at most.</param>
    /// <exception cref="ArgumentException">A candidate has another number of points.</exception>
    public static CoMovementResult Rank(double[] target, IReadOnlyList<double[]> candidates, int most)
    {
        if (candidates.FirstOrDefault(candidate => candidate.Length != target.Length) is { } other)
        {
            throw new ArgumentException($"A candidate has {other.Length} points where the target has {target.Length}.", nameof(candidates));
        }

        if (target.Count(double.IsFinite) < MinimumPoints)
        {
            return new CoMovementResult([], 0, candidates.Count, $"not enough data: {target.Count(double.IsFinite)} of {MinimumPoints} points needed");
        }

        if (ChangeShape.Of(target) is not { } shape)
        {
            return new CoMovementResult([], 0, candidates.Count, "the series stands still in this window, or half of it is missing: nothing can have moved with it");
        }

        var shift = ChangeShape.Reach(target.Length);
        var shapes = candidates.Select(static candidate => ChangeShape.Of(candidate)).ToArray();
        var chance = Chance(shape, shapes, shift);
        var found = new List<CoMover>();
        for (var i = 0; i < shapes.Length; i++)
        {
            if (shapes[i] is { } candidate && Correlation.Strongest(shape, candidate, shift) is { Strength: >= MinimumStrength } match)
            {
                found.Add(new CoMover(i, match.Strength, match.Strength * match.Strength, match.Lead, match.IsInverse, Expected(chance, match.Strength)));
            }
        }

        var movers = found.Where(static one => one.ExpectedByChance <= MostByChance).OrderByDescending(static one => one.Strength).Take(most).ToList();
        var compared = shapes.Count(static candidate => candidate is not null);
        return new CoMovementResult(movers, compared, candidates.Count - compared, Words(movers.Count, found.Count, compared));
    }

    // Sorted strengths of finds that can only be chance.
    private static double[] Chance(ChangeShape shape, ChangeShape?[] candidates, int shift)
    {
        var strengths = new List<double>();
        foreach (var turn in Turns)
        {
            var turned = shape.Turned((int)(turn * shape.Levels.Length));
            strengths.AddRange(candidates.OfType<ChangeShape>().Select(candidate => Correlation.Strongest(turned, candidate, shift).Strength));
        }

        strengths.Sort();
        return [.. strengths];
    }

    private static double Expected(double[] chance, double strength)
    {
        var at = Array.BinarySearch(chance, strength);
        at = at < 0 ? ~at : at;
        while (at > 0 && chance[at - 1] >= strength)
        {
            at--;
        }

        return (double)(chance.Length - at) / Turns.Length;
    }

    private static string Words(int movers, int found, int compared) => (movers, found) switch
    {
        (0, 0) => $"none of {compared} series moved with it",
        (0, _) => $"{found} of {compared} series moved alike, no more than chance would bring about",
        _ => $"found among {compared} series",
    };
}
