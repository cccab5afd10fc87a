using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Actions;

/// <summary>What an action does.</summary>
internal enum ActionKind
{
    /// <summary>An HTTP request.</summary>
    Http,

    /// <summary>A message <c>ActionRequested</c> on the bus, for whoever subscribes to it.</summary>
    Message,

    /// <summary>A script from the allow-listed folder.</summary>
    Script,

    /// <summary>The health checks of this system's services.</summary>
    Health,
}

/// <summary>One action. Texts may hold <c>{label}</c>, which becomes the value of that label of the alert.</summary>
internal sealed class ActionOptions
{
    public string Name { get; init; } = "";

    public ActionKind Kind { get; init; }

    /// <summary>Matchers of the alerts it is for; all must hold.</summary>
    public IReadOnlyList<string> Match { get; init; } = [];

    /// <summary>Whether it is proposed by itself when such an alert fires. Default: no, only by hand.</summary>
    public bool Automatic { get; init; }

    /// <summary>Whether a person must approve each run. Default: yes.</summary>
    public bool RequiresApproval { get; init; } = true;

    /// <summary>Whether runs only say what they would do. Default: no.</summary>
    public bool DryRun { get; init; }

    /// <summary>The shortest time between two runs for the same target; a person may run a failed one again at once. Default: 15 min.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The longest that the call or the script may take. Default: 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public string Method { get; init; } = "POST";

    public string Url { get; init; } = "";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The JSON body.</summary>
    public string Body { get; init; } = "";

    /// <summary>The name of a file in <see cref="ActionsOptions.ScriptFolder"/>.</summary>
    public string Script { get; init; } = "";

    /// <summary>Handed to the script one by one; no shell is between.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>What must be true afterwards. Default: nothing is checked.</summary>
    public PostCondition? Verify { get; init; }

    /// <summary>Why it cannot run as it is configured; null where it can.</summary>
    public string? Off { get; init; }

    public IEnumerable<string> Validate(bool isRepeated)
    {
        if (string.IsNullOrWhiteSpace(Name) || isRepeated)
        {
            yield return $"Name is '{Name}'; it must be given, and be no other action's.";
        }

        if (Kind == ActionKind.Http && !IsAddress(Url))
        {
            yield return "Url must be an absolute http or https address.";
        }

        if (Kind == ActionKind.Http && (Method.Length == 0 || !Method.All(char.IsAsciiLetter)))
        {
            yield return $"Method is '{Method}'; it must be one such as POST.";
        }

        foreach (var matcher in Match)
        {
            if (Broken(matcher) is { } why)
            {
                yield return $"Match: {why}";
            }
        }

        if (Kind == ActionKind.Script && (Script.Length == 0 || Script != Path.GetFileName(Script) || Script is "." or ".."))
        {
            yield return $"Script is '{Script}'; it must be the name of a file in Actions:ScriptFolder, without a path.";
        }

        if (Automatic && Match.Count == 0)
        {
            yield return "Match is empty; an automatic action must say for which alerts it is.";
        }

        if (Cooldown < TimeSpan.Zero || Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(10))
        {
            yield return "Cooldown must not be below 0, and Timeout above 0 and at most 10 minutes.";
        }

        if (Verify is { } verify && (verify.Query.Length > 0) == (verify.Url.Length > 0))
        {
            yield return "Verify needs either Query (PromQL) or Url (an address that answers with a number).";
        }

        if (Verify is { AtMost: null, AtMostOfBefore: null })
        {
            yield return "Verify needs AtMost (a value) or AtMostOfBefore (a share of the value before); without them every value would do.";
        }

        if (Verify is { Url.Length: > 0 } asked && !IsAddress(asked.Url))
        {
            yield return "Verify:Url must be an absolute http or https address.";
        }

        if (Verify is { } check && (check.Within < TimeSpan.Zero || check.Within > TimeSpan.FromMinutes(10)))
        {
            yield return $"Verify:Within is {check.Within}; it must be 0 to 10 minutes.";
        }
    }

    private static string? Broken(string matcher)
    {
        try
        {
            LabelMatchers.Parse(matcher);
            return null;
        }
        catch (FormatException broken)
        {
            return broken.Message;
        }
    }

    // A secret may stand in an address, so errors do not repeat it.
    private static bool IsAddress(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
