namespace PerfMonitor.Analysis.Impact;

/// <summary>What came of asking what an incident cost: a <see cref="Loss"/>, or a <see cref="LossRefused"/> that says why there is none.</summary>
public abstract record LossOutcome(string Reason);

/// <summary>The loss cannot be told.</summary>
/// <param name="Reason">Why, for a person: "not enough data: 12 of 100 values needed before the incident".</param>
public sealed record LossRefused(string Reason) : LossOutcome(Reason);

/// <summary>Whether something was lost that chance does not account for.</summary>
public enum LossVerdict
{
    /// <summary>The interval lies above 0.</summary>
    Lost,

    /// <summary>The interval lies below 0: there was more than expected.</summary>
    Gained,

    /// <summary>The interval holds 0.</summary>
    NotShown,
}

/// <summary>What an incident cost, in the unit of the KPI.</summary>
/// <param name="Verdict">Whether that is more than chance.</param>
/// <param name="Amount">What was expected less what was measured, over the steps of the incident that were measured.</param>
/// <param name="Lower">Lower bound of the amount.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Expected">What was expected over those steps.</param>
/// <param name="Actual">What was measured.</param>
/// <param name="Level">Share of incidents whose loss lies between the bounds.</param>
/// <param name="Measured">Steps of the incident that were measured.</param>
/// <param name="Steps">Steps of the incident.</param>
/// <param name="History">Values before the incident that the expectation rests on.</param>
/// <param name="Seasons">Steps of each season that was used, ascending; empty when none was.</param>
/// <param name="Course">What was to be expected at each step of the incident, measured or not, and at as many before it.</param>
/// <param name="Explained">The part of the amount that goes with the explanatory series; null where none of them can be used.</param>
/// <param name="Parts">Each explanatory series, in the order given.</param>
/// <param name="Reason">All of that in words.</param>
public sealed record Loss(
    LossVerdict Verdict,
    double Amount,
    double Lower,
    double Upper,
    double Expected,
    double Actual,
    double Level,
    int Measured,
    int Steps,
    int History,
    IReadOnlyList<int> Seasons,
    IReadOnlyList<ExpectedStep> Course,
    Estimate? Explained,
    IReadOnlyList<ExplainedPart> Parts,
    string Reason) : LossOutcome(Reason);

/// <summary>What a step would have been without the incident, in the unit of the KPI's values.</summary>
/// <param name="TimeMs">Milliseconds since the Unix epoch, UTC.</param>
/// <param name="Expected">The expected value.</param>
/// <param name="Lower">Single values lie above this...</param>
/// <param name="Upper">...and below this, as often as the level says.</param>
public sealed record ExpectedStep(long TimeMs, double Expected, double Lower, double Upper);

/// <summary>A figure with its interval.</summary>
public sealed record Estimate(double Value, double Lower, double Upper)
{
    /// <summary>Whether the interval leaves 0 out.</summary>
    public bool IsShown => Lower > 0 || Upper < 0;

    /// <summary>So many times the figure.</summary>
    public Estimate Times(double factor) => factor < 0 ? new Estimate(factor * Value, factor * Upper, factor * Lower) : new Estimate(factor * Value, factor * Lower, factor * Upper);
}

/// <summary>What an explanatory series has to do with the loss.</summary>
/// <param name="Name">The series.</param>
/// <param name="Effect">How far the KPI moves when the series moves by 1; null where that cannot be told.</param>
/// <param name="Usual">What it would have been during the incident, on average.</param>
/// <param name="During">What it was.</param>
/// <param name="Amount">The part of the loss that goes with it.</param>
/// <param name="Reason">The same in words, or why it was left out.</param>
public sealed record ExplainedPart(string Name, Estimate? Effect, double? Usual, double? During, Estimate? Amount, string Reason);
