using System.Text.Json.Serialization;

namespace PerfMonitor.Analysis.Capacity;

/// <summary>When a threshold is reached. Every case says so in words, and its name in JSON tells the case.</summary>
/// <param name="Reason">For a person.</param>
[JsonDerivedType(typeof(AlreadyBeyond), "alreadyBeyond")]
[JsonDerivedType(typeof(WithinHorizon), "withinHorizon")]
[JsonDerivedType(typeof(NotWithinHorizon), "notWithinHorizon")]
[JsonDerivedType(typeof(CannotTell), "cannotTell")]
public abstract record Reach(string Reason);

/// <summary>The last measured value is there already.</summary>
/// <param name="Value">That value.</param>
/// <param name="Reason">For a person.</param>
public sealed record AlreadyBeyond(double Value, string Reason) : Reach(Reason);

/// <summary>
/// It may be reached within the horizon. Times count from the last measured value. The interval is where the bounds of the
/// forecast cross, step by step; see docs/algorithms/capacity.md.
/// </summary>
/// <param name="Earliest">When the bound on the threshold's side is there.</param>
/// <param name="Expected">When the expected value is there; null when that is not within the horizon.</param>
/// <param name="Latest">When the other bound is there; null when that is not within the horizon.</param>
/// <param name="Reason">For a person.</param>
public sealed record WithinHorizon(TimeSpan Earliest, TimeSpan? Expected, TimeSpan? Latest, string Reason) : Reach(Reason);

/// <summary>Not even the bound of the forecast reaches it.</summary>
/// <param name="Horizon">How far the forecast looks.</param>
/// <param name="Reason">For a person.</param>
public sealed record NotWithinHorizon(TimeSpan Horizon, string Reason) : Reach(Reason);

/// <summary>There is no forecast to say it.</summary>
/// <param name="Reason">Why: "not enough data: 12 of 48 values needed".</param>
public sealed record CannotTell(string Reason) : Reach(Reason);
