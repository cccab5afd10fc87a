using System.Text.Json;
using PerfMonitor.Web.Live.Appraisal;

namespace PerfMonitor.Web.Tests.Fakes;

/// <summary>Judges as a test says; with nothing by default.</summary>
internal sealed class FakeAppraiser : IAppraiser
{
    private int _asked;

    public Judgement Judgement { get; set; } = new(null, null, new ImpactObstacle("noBaseline", "no baseline yet"));

    /// <summary>How often it was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Both scores, with no parts to them.</summary>
    public static Scores Scores(double health, double optimization) =>
        new(Score(health), Score(optimization), 90, "apdex 0.90");

    public Task<Judgement> AskAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(Judgement);
    }

    private static Score Score(double value) => new(value, "every part is measured", JsonSerializer.SerializeToElement(Array.Empty<int>()));
}
