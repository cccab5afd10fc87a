namespace PerfMonitor.Alerting.Actions;

/// <summary>The two actions that ship.</summary>
internal static class ShippedActions
{
    public const string RiskReduction = "emergency_risk_reduction";
    public const string SystemCheck = "emergency_system_check";

    public static IReadOnlyList<ActionOptions> Of(ActionsOptions options) =>
    [
        // It moves money, so a person says yes; what the strategy answers is not believed, its exposure is looked at.
        new()
        {
            Name = RiskReduction,
            Kind = ActionKind.Http,
            Match = ["alertname=\"VarExceeded\"", "rule_state=\"\""],
            Automatic = true,
            Url = options.RiskUrl,
            Headers = options.RiskAuthorization.Length > 0 ? new Dictionary<string, string> { ["Authorization"] = options.RiskAuthorization } : new Dictionary<string, string>(),
            Body = """{"action":"reduce_exposure","strategy":"{strategy}","factor":0.5}""",
            Verify = new PostCondition { Query = "sum(strategy_exposure{strategy=\"{strategy}\"})", AtMostOfBefore = 0.55 },
            Off = options.RiskUrl.Length > 0 ? null : "Actions:RiskUrl is not set: where the strategy takes orders to reduce its exposure",
        },

        // It only looks, so nobody is asked.
        new()
        {
            Name = SystemCheck,
            Kind = ActionKind.Health,
            Match = ["alertname=~\"ServiceErrorRateHigh|ComponentErrorRateHigh\"", "rule_state=\"\""],
            Automatic = true,
            RequiresApproval = false,
            Cooldown = TimeSpan.FromMinutes(1),
        },
    ];
}
