namespace PerfMonitor.LoadTest.Progress;

/// <summary>How far a run is, at one moment.</summary>
/// <param name="Timestamp">Seconds since the Unix epoch.</param>
/// <param name="ElapsedTime">Seconds since the run's start.</param>
/// <param name="ProgressPercent">Share of the planned duration, 0 to 100.</param>
/// <param name="ActiveUsers">Virtual users that are sending or waiting for an answer.</param>
/// <param name="CompletedRequests">Requests that succeeded.</param>
/// <param name="FailedRequests">Requests that failed: no answer, a time-out, or a status of 400 and above.</param>
/// <param name="SuccessRate">Percent of the answered requests that succeeded; 0 before the first.</param>
/// <param name="CurrentRps">Requests that ended within the last second.</param>
/// <param name="PeakRps">The largest <paramref name="CurrentRps"/> so far.</param>
/// <param name="OverallRps">Requests that ended, per second since the start.</param>
/// <param name="EstimatedCompletion">Seconds until the planned end.</param>
/// <param name="MeanResponseSeconds">Mean response time of all requests that ended; null before the first.</param>
/// <param name="P50ResponseSeconds">Median of the response times, within 1.6 %; null before the first.</param>
/// <param name="P95ResponseSeconds">95th percentile of the response times, within 1.6 %; null before the first.</param>
/// <param name="P99ResponseSeconds">99th percentile, likewise.</param>
/// <param name="MaxResponseSeconds">The longest response time; null before the first.</param>
internal sealed record ProgressRecord(
    double Timestamp,
    double ElapsedTime,
    double ProgressPercent,
    int ActiveUsers,
    long CompletedRequests,
    long FailedRequests,
    double SuccessRate,
    double CurrentRps,
    double PeakRps,
    double OverallRps,
    double EstimatedCompletion,
    double? MeanResponseSeconds,
    double? P50ResponseSeconds,
    double? P95ResponseSeconds,
    double? P99ResponseSeconds,
    double? MaxResponseSeconds);
