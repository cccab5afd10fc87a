using System.Text.RegularExpressions;
using PerfMonitor.Analytics.Api;
using PerfMonitor.Analytics.Query;

namespace PerfMonitor.Analytics.Baselines;

/// <summary>A baseline to take, checked.</summary>
internal sealed partial record BaselinePlan(string Name, DateTimeOffset From, DateTimeOffset To, TimeSpan Step, string? Run, string? Note, IReadOnlyList<ComponentDefinition> Components)
{
    /// <summary>The name of the baseline that is taken by itself.</summary>
    public const string Initial = "initial";

    /// <summary>Stands for the baseline that the overview compares with.</summary>
    public const string Reference = "reference";

    /// <summary>Samples of a component at most, which is kept with the baseline.</summary>
    public const int MostSamples = 1_000;

    private const int MostComponents = 20;
    private const int LongestText = 2_000;
    private const int LongestExpression = 4_096;
    private static readonly TimeSpan ShortestStep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UsualStep = TimeSpan.FromSeconds(10);

    public TimeGrid Grid => TimeGrid.Within(From.ToUnixTimeMilliseconds(), To.ToUnixTimeMilliseconds(), (long)Step.TotalMilliseconds);

    /// <summary>Checks a request; where it names a run, the range is that of the run, null where nothing is known of it.</summary>
    public static (BaselinePlan? Plan, FieldErrors Errors) Check(BaselineRequest request, (DateTimeOffset From, DateTimeOffset To)? run, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        errors.Require(request.Name is not null && NameForm().IsMatch(request.Name), "name", "A name has 1 to 64 lower-case letters, digits, '-', '_' and '.', and begins with a letter or digit.");
        errors.Require(request.Name is not (Initial or Reference), "name", $"'{Initial}' is the baseline that is taken by itself, and '{Reference}' stands for the one the overview compares with; choose another name.");
        errors.Require(request.Note is null || request.Note.Length <= LongestText, "note", $"A note has at most {LongestText} characters.");
        errors.Require(request.Run is null || run is not null, "run", $"The history holds nothing of the load test '{request.Run}'.");
        errors.Require(request.Run is not null || (request.From < request.To && request.To <= now), "from", "A range has a start and a later end that is not in the future; or name a run.");
        CheckComponents(request.Components ?? [], errors);
        if (errors.Any)
        {
            return (null, errors);
        }

        var (from, to) = run ?? (request.From!.Value.ToUniversalTime(), request.To!.Value.ToUniversalTime());
        var step = request.StepSeconds is { } asked ? TimeSpan.FromSeconds(Math.Clamp(asked, ShortestStep.TotalSeconds, TimeSpan.FromDays(1).TotalSeconds)) : StepFor(to - from);
        errors.Require((to - from) / step <= MostSamples, "stepSeconds", FormattableString.Invariant($"At {step.TotalSeconds} s a component would have more than {MostSamples} samples; the range needs {(to - from).TotalSeconds / MostSamples:0.#} s or more."));
        var components = request.Components is { Count: > 0 } own ? own : request.Run is null ? DefaultComponents.System : DefaultComponents.Run;
        return errors.Any ? (null, errors) : (new BaselinePlan(request.Name!, from, to, step, RunRanges.LabelOf(request.Run), request.Note, components), errors);
    }

    /// <summary>The step for a range of which nobody said a step: the usual one, unless that gave too few samples or too many.</summary>
    public static TimeSpan StepFor(TimeSpan range)
    {
        var needed = TimeSpan.FromSeconds(Math.Ceiling(range.TotalSeconds / MostSamples));
        return range < 60 * UsualStep ? ShortestStep : needed > UsualStep ? needed : UsualStep;
    }

    /// <summary>What is wrong with the figures of a baseline.</summary>
    public static void CheckComponents(IReadOnlyList<ComponentDefinition> components, FieldErrors errors)
    {
        errors.Require(components.Count <= MostComponents, "components", $"A baseline has at most {MostComponents} components.");
        errors.Require(components.DistinctBy(static component => component.Name).Count() == components.Count, "components", "Two components have the same name.");
        for (var i = 0; i < Math.Min(components.Count, MostComponents); i++)
        {
            errors.Require(NameForm().IsMatch(components[i].Name), $"components[{i}].name", "A name has 1 to 64 lower-case letters, digits, '-', '_' and '.', and begins with a letter or digit.");
            errors.RequireExpression(components[i].Query, $"components[{i}].query", LongestExpression);
            errors.Require(components[i].Unit.Length <= 20, $"components[{i}].unit", "A unit has at most 20 characters.");
            errors.Require(components[i].TargetPercent is null or (>= -1_000 and <= 1_000_000), $"components[{i}].targetPercent", "A target lies between -1,000 % and 1,000,000 %.");
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}$")]
    private static partial Regex NameForm();
}
