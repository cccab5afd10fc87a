using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Alerting.Actions;
using PerfMonitor.Alerting.Intake;

namespace PerfMonitor.Alerting.Tests.Actions;

/// <summary>Somebody who takes orders, each once however often it comes, and says what is left.</summary>
internal sealed class OrderTaker : HttpMessageHandler
{
    private readonly HashSet<string> _known = [];

    /// <summary>What the post-condition looks at; each order that is new halves it.</summary>
    public double Exposure { get; private set; } = 100;

    /// <summary>Whether an order changes anything.</summary>
    public bool Obeys { get; init; } = true;

    /// <summary>The body of an answer to an order.</summary>
    public Func<HttpContent> Body { get; init; } = static () => new StringContent("");

    /// <summary>The key of every order, also of those that came again.</summary>
    public List<string> Orders { get; } = [];

    /// <summary>Called before an order is looked at and before it is answered; an await that never ends is a sender that has died.</summary>
    public Func<Task> Pass { get; set; } = () => Task.CompletedTask;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
        {
            return Answer(Exposure.ToString(CultureInfo.InvariantCulture));
        }

        await Pass();
        var key = request.Headers.GetValues("Idempotency-Key").Single();
        Orders.Add(key);
        Exposure /= _known.Add(key) && Obeys ? 2 : 1;
        await Pass();
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = Body() };
    }

    private static HttpResponseMessage Answer(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text) };
}

/// <summary>Actions over a real PostgreSQL, on a clock that a test moves.</summary>
internal sealed class ActionScene
{
    public ActionScene(NpgsqlDataSource source, TimeProvider clock, AlertIntake intake, OrderTaker orders, params ActionOptions[] actions)
    {
        var options = Options.Create(new ActionsOptions { Defined = actions });
        var http = new ActionHttp(new HttpClient(orders, disposeHandler: false), clock);
        Store = new ActionStore(source);

        // No action here sends a message, so there is no bus.
        var executor = new ActionExecutor(http, new HealthProbe(http, new ConfigurationBuilder().Build()), null!, options);
        Asking = new ActionAsking(Store, options, clock);
        Runner = new ActionRunner(Store, executor, http, static () => throw new InvalidOperationException("nobody answers queries here"), options, clock, NullLogger<ActionRunner>.Instance);
        Alerts = new ActionAlerts(new ActionAlertStore(source), Runner, intake, clock);
    }

    public ActionStore Store { get; }

    public ActionAsking Asking { get; }

    public ActionRunner Runner { get; }

    public ActionAlerts Alerts { get; }

    /// <summary>Asks for what alerts ask for, then takes what may be taken.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Asking.RunAsync(cancellationToken);
        await Runner.RunAsync(static () => { }, cancellationToken);
    }

    /// <summary>Halves the exposure for critical alerts, and looks whether it fell.</summary>
    public static ActionOptions Halve(bool asks = false, bool isDry = false, string url = "http://strategy.test/risk", string body = "", string match = "severity=\"critical\"", TimeSpan? cooldown = null, TimeSpan within = default) => new()
    {
        Name = "halve",
        Match = [match],
        Automatic = true,
        RequiresApproval = asks,
        Cooldown = cooldown ?? TimeSpan.FromMinutes(15),
        DryRun = isDry,
        Url = url,
        Body = body,
        Verify = new PostCondition { Url = "http://strategy.test/exposure", AtMostOfBefore = 0.55, Within = within },
    };
}
