using System.Globalization;
using System.Text.Json;
using Npgsql;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>rules</c> and <c>alerts</c> of the Prometheus API.</summary>
internal static class RuleApi
{
    public static void MapRuleApi(this IEndpointRouteBuilder routes)
    {
        routes.MapProm("/rules", RulesAsync);
        routes.MapProm("/alerts", AlertsAsync);
    }

    private static async Task<ApiAnswer> RulesAsync(HttpContext context, ApiParameters parameters)
    {
        var inForce = context.RequestServices.GetRequiredService<RulesInForce>();
        var board = context.RequestServices.GetRequiredService<RuleBoard>();
        var filter = RuleFilter.From(parameters);
        var states = await StatesAsync(context);
        var page = RulePage.Of(inForce.Book.Groups.Where(filter.Takes), parameters);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("groups");
            foreach (var group in page.Groups)
            {
                WriteGroup(json, group, board, filter, states);
            }

            json.WriteEndArray();
            if (page.Next is { } next)
            {
                json.WriteString("groupNextToken", next);
            }

            json.WriteEndObject();
        }) with
        { Warnings = [.. Remarks(inForce, board)] };
    }

    private static async Task<ApiAnswer> AlertsAsync(HttpContext context, ApiParameters parameters)
    {
        var states = await StatesAsync(context);

        // Beyond Prometheus: one alert, for who shows only that.
        var wanted = parameters.All("fingerprint");
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("alerts");
            foreach (var alert in states.SelectMany(static rule => rule.Value).Where(alert => wanted.Count == 0 || wanted.Contains(alert.Fingerprint.ToString())))
            {
                WriteAlert(json, alert);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>The alerts by rule: from the evaluations where this instance does them, else as the one that does has stored them.</summary>
    private static async Task<IReadOnlyDictionary<string, IReadOnlyCollection<AlertInstance>>> StatesAsync(HttpContext context)
    {
        var board = context.RequestServices.GetRequiredService<RuleBoard>();
        if (board.IsLeader)
        {
            var rules = context.RequestServices.GetRequiredService<RulesInForce>().Book.Groups.SelectMany(static group => group.Rules);
            return rules.ToDictionary(static rule => rule.Key, rule => board.Of(rule).Alerts);
        }

        try
        {
            await using var connection = await context.RequestServices.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(context.RequestAborted);
            var stored = await RuleStateStore.LoadAsync(connection, context.RequestAborted);
            return stored.ToDictionary(static rule => rule.Key, static rule => (IReadOnlyCollection<AlertInstance>)[.. rule.Value.Values.Where(static alert => alert.IsActive)]);
        }
        catch (NpgsqlException failure)
        {
            throw new ApiException(ApiException.Unavailable, $"the states of the rules cannot be read: {failure.Message}");
        }
    }

    private static IEnumerable<string> Remarks(RulesInForce inForce, RuleBoard board)
    {
        if (board.Held is { } held)
        {
            yield return held;
        }

        if (inForce.Unreadable is { } unreadable)
        {
            yield return $"the rules' folder cannot be read, the rules shown stay in force: {unreadable}";
        }

        foreach (var error in inForce.Book.Errors)
        {
            yield return $"rule file refused, its previous version stays in force: {error}";
        }
    }

    private static void WriteGroup(Utf8JsonWriter json, RuleGroup group, RuleBoard board, RuleFilter filter, IReadOnlyDictionary<string, IReadOnlyCollection<AlertInstance>> states)
    {
        var status = board.Of(group);
        json.WriteStartObject();
        json.WriteString("name", group.Name);
        json.WriteString("file", group.File);
        json.WriteStartArray("rules");
        foreach (var rule in group.Rules.Where(filter.Takes))
        {
            WriteRule(json, rule, board.Of(rule), filter, states.GetValueOrDefault(rule.Key, []));
        }

        json.WriteEndArray();
        json.WriteNumber("interval", (group.Interval ?? board.Interval).TotalSeconds);
        if (group.Interval is { } own)
        {
            json.WriteNumber("ownInterval", own.TotalSeconds);
        }

        json.WriteNumber("limit", group.Limit);
        json.WriteNumber("evaluationTime", status.Duration.TotalSeconds);
        json.WriteString("lastEvaluation", Moment(status.EvaluatedAt));
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, Rule rule, RuleStatus status, RuleFilter filter, IReadOnlyCollection<AlertInstance> alerts)
    {
        json.WriteStartObject();
        if (rule is AlertRule alert)
        {
            json.WriteString("state", alerts.Any(static one => one.State == AlertState.Firing) ? "firing" : alerts.Count > 0 ? "pending" : "inactive");
            json.WriteString("name", rule.Name);
            json.WriteString("query", rule.Expression.Text);
            json.WriteNumber("duration", alert.For.TotalSeconds);
            json.WriteNumber("keepFiringFor", alert.KeepFiringFor.TotalSeconds);
            WriteTexts(json, "labels", alert.Labels.Select(static text => (text.Name, text.Template.Source)));
            WriteTexts(json, "annotations", alert.Annotations.Select(static text => (text.Name, text.Template.Source)));
            WriteExtensions(json, alert);
            json.WriteStartArray("alerts");
            foreach (var one in filter.WithAlerts ? alerts : [])
            {
                WriteAlert(json, one);
            }

            json.WriteEndArray();
        }
        else
        {
            json.WriteString("name", rule.Name);
            json.WriteString("query", rule.Expression.Text);
            WriteTexts(json, "labels", ((RecordingRule)rule).Labels.Select(static label => (label.Name, label.Value)));
        }

        json.WriteString("health", status.Health);
        if (status.Trouble is { } error)
        {
            json.WriteString("lastError", error);
        }

        json.WriteNumber("evaluationTime", status.Duration.TotalSeconds);
        json.WriteString("lastEvaluation", Moment(status.EvaluatedAt));
        json.WriteString("type", rule is AlertRule ? "alerting" : "recording");
        json.WriteEndObject();
    }

    // Beyond Prometheus' own fields; its clients pass over what they do not know.
    private static void WriteExtensions(Utf8JsonWriter json, AlertRule rule)
    {
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(rule.Kind.ToString()));
        if (rule.About is { } about)
        {
            json.WriteString("about", about.Text);
        }

        if (rule.Expression.Threshold is { } threshold)
        {
            json.WriteString("comparison", threshold.Comparison);
            json.WriteString("threshold", NumberText.General(threshold.Value));
        }

        if (rule.KeepFiringWhile is { } weaker)
        {
            json.WriteString("keepFiringWhile", weaker.Text);
        }

        if (rule.Flapping is { } flapping)
        {
            json.WriteStartObject("flapping");
            json.WriteNumber("starts", flapping.Starts);
            json.WriteNumber("within", flapping.Within.TotalSeconds);
            json.WriteEndObject();
        }

        if (rule.Extensions is { } extensions)
        {
            json.WritePropertyName(AlertExtensions.Key);
            json.WriteRawValue(extensions);
        }
    }

    private static void WriteAlert(Utf8JsonWriter json, AlertInstance alert)
    {
        json.WriteStartObject();
        json.WriteString("fingerprint", alert.Fingerprint.ToString());
        json.WritePropertyName("labels");
        ResultJson.WriteLabels(json, alert.Labels);
        WriteTexts(json, "annotations", alert.Annotations.Select(static text => (text.Key, text.Value)));
        json.WriteString("state", alert.State == AlertState.Firing ? "firing" : "pending");
        json.WriteString("activeAt", Moment(alert.ActiveSince));
        if (alert.KeepFiringSince is { } since)
        {
            json.WriteString("keepFiringSince", Moment(since));
        }

        json.WriteString("value", NumberText.General(alert.Value));
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<(string Name, string Value)> texts)
    {
        json.WritePropertyName(name);
        ResultJson.WriteLabels(json, texts.Select(static text => new Label(text.Name, text.Value)));
    }

    // Go's zero time stands for "never".
    private static string Moment(DateTimeOffset? moment) =>
        moment is { } at ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : "0001-01-01T00:00:00Z";
}
