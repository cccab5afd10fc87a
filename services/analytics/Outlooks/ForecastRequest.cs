using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Outlooks;

/// <summary>What is to be forecast, from how much of the past, how far ahead, and which threshold matters. Spans in milliseconds.</summary>
internal sealed record ForecastRequest(string Query, long HistoryMs, long HorizonMs)
{
    public const int LongestExpression = 4_096;
    private const int WantedSteps = 2_016;
    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(400);

    // Steps that people think in, and of which a day has a whole number.
    private static readonly TimeSpan[] UsualSteps =
    [
        TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1),
    ];

    /// <summary>Null: the finest of the usual steps of which the history and the horizon have at most 2,016, three months of hours or a week of five minutes.</summary>
    public long? GivenStepMs { get; init; }

    public double Level { get; init; } = 0.95;

    public int? Season { get; init; }

    public double? Least { get; init; }

    public double? Largest { get; init; }

    public Threshold? Threshold { get; init; }

    public long StepMs => GivenStepMs
        ?? (long)UsualSteps.FirstOrDefault(step => Math.Max(HistoryMs, HorizonMs) / step.TotalMilliseconds <= WantedSteps, UsualSteps[^1]).TotalMilliseconds;

    public ForecastSettings Settings => new((int)Math.Max(1, HorizonMs / StepMs)) { Level = Level, Season = Season, Least = Least, Largest = Largest };

    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        errors.RequireLevel(Query, "query", LongestExpression);
        errors.Require(HistoryMs > 0 && HistoryMs <= LongestSpan.TotalMilliseconds, "history", "The history is a span up to 400 days.");
        errors.Require(HorizonMs > 0 && HorizonMs <= LongestSpan.TotalMilliseconds, "horizon", "The horizon is a span up to 400 days.");
        errors.Require(GivenStepMs is null or >= 1_000, "step", "A step has at least one second.");
        if (errors.Any)
        {
            return errors;
        }

        errors.Require(HistoryMs / StepMs <= Forecaster.MostValues, "step", $"The history would have {HistoryMs / StepMs} steps; at most {Forecaster.MostValues} are read. Make the step longer or the history shorter.");
        errors.Require(HorizonMs / StepMs is >= 1 and <= ForecastSettings.MostSteps, "horizon", $"The horizon would have {HorizonMs / StepMs} steps; 1 to {ForecastSettings.MostSteps} can be forecast. Change the step or the horizon.");
        errors.Require(Level is >= 0.5 and <= 0.999, "level", "The level is 0.5 to 0.999.");
        errors.Require(Season is null or >= 1, "season", "The season is a number of steps, 1 for none.");
        errors.Require(Threshold is not { } threshold || double.IsFinite(threshold.Value), "threshold", "A threshold is a number.");
        return errors;
    }
}
