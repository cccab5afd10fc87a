namespace PerfMonitor.Alerting.Life;

/// <summary>What an episode of an alert was, by a person's word.</summary>
internal enum EpisodeVerdict
{
    /// <summary>Something was wrong, and it was good to know.</summary>
    Real,

    /// <summary>Nothing was wrong.</summary>
    False,

    /// <summary>Something was wrong that was known already; right, but not news.</summary>
    Known,
}

/// <summary>A verdict with who gave it.</summary>
internal sealed record Judgement(EpisodeVerdict Verdict, string? Note, string JudgedBy, DateTimeOffset JudgedAt);
