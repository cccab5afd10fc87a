using Aspire.Hosting;

namespace PerfMonitor.Hosting.Running;

/// <summary>Looks before anything starts whether every fixed port is free, and says all that are not.</summary>
internal static class PortCheck
{
    public static void Require(IReadOnlyList<PortClaim> claims, Func<int, bool> isFree)
    {
        var problems = Problems(claims, isFree).ToArray();
        if (problems.Length > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, problems));
        }
    }

    public static IEnumerable<string> Problems(IReadOnlyList<PortClaim> claims, Func<int, bool> isFree)
    {
        foreach (var group in claims.GroupBy(claim => claim.Port))
        {
            var first = group.First();
            if (group.Skip(1).FirstOrDefault() is { } second)
            {
                yield return $"Port {first.Port} is wanted by both {first.Wanted} and {second.Wanted}; give one of them another port: {second.Remedy}.";
            }
            else if (!isFree(first.Port))
            {
                yield return $"Port {first.Port}, which {first.Wanted} needs, is taken by another program: end that program, or choose another port with {first.Remedy}.";
            }
        }
    }
}

/// <summary>A port that something needs.</summary>
/// <param name="Port">The number.</param>
/// <param name="Wanted">Who needs it.</param>
/// <param name="Remedy">How to give it another one.</param>
internal sealed record PortClaim(int Port, string Wanted, string Remedy);
