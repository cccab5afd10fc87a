using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Dcp;

namespace PerfMonitor.Hosting.Running;

/// <summary>Runs one process or container through DCP: start, stop, restart, and what becomes of it.</summary>
internal sealed class ProcessRunner(IResource resource, string id, LaunchSource source, RunContext context) : ResourceRunner(resource, id, context)
{
    // DCP kills what does not end on its own after some 15 s; this is only met when DCP itself hangs.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    // What PostgreSQL and the like get to end by themselves after their own signal.
    private static readonly TimeSpan SignalLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private CancellationTokenSource? _starting;
    private DcpStatus? _status;
    private string? _retired;
    private bool _stopAsked;
    private TaskCompletionSource _replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Kind => source.Kind;

    /// <summary>Whether it is a server the services depend on, to be stopped after them.</summary>
    public bool IsServer => source.IsServer;

    /// <summary>The process, while it runs.</summary>
    public int? ProcessId => _status is { HasEnded: false } running ? running.ProcessId : null;

    private bool IsAlive => _status is { HasEnded: false };

    /// <summary>Completes when the present process has got a successor, whose log is another one.</summary>
    public Task WhenReplacedAsync(CancellationToken cancellationToken) => _replaced.Task.WaitAsync(cancellationToken);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _starting = starting;
            if (!IsAlive)
            {
                await LaunchAsync(starting.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            SetState(KnownResourceStates.Finished);
        }
        catch (Exception e) when (e is DistributedApplicationException or DcpException or HttpRequestException or IOException or UnauthorizedAccessException)
        {
            SetState(new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error));
            Context.Console.Warn($"{Resource.Name} could not be started: {e.Message}");
        }
        finally
        {
            _starting = null;
            _gate.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopAsked = true;
        if (_starting is { } starting)
        {
            await starting.CancelAsync().ConfigureAwait(false);
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (IsAlive)
            {
                SetState(KnownResourceStates.Stopping);
                await EndAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops the second program of a server, after the server itself.</summary>
    public Task StopCompanionAsync(CancellationToken cancellationToken) =>
        Context.Dcp.DeleteAsync(DcpClient.Executables, CompanionId, cancellationToken);

    /// <summary>DCP says how the process is.</summary>
    public void OnChanged(DcpStatus status)
    {
        if (status.Uid == _retired)
        {
            return;
        }

        var wasAlive = IsAlive;
        _status = status;
        if (status.State == "Running" && status.ProcessId is { } processId)
        {
            Context.Remember(processId);
        }

        // While it is being stopped DCP still says Running.
        if (State != KnownResourceStates.Stopping || status.HasEnded)
        {
            SetState(StateRules.Of(status, _stopAsked) ?? KnownResourceStates.Starting);
        }

        if (wasAlive && status.HasEnded && !_stopAsked)
        {
            _ = TellEndAsync(status);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _gate.Dispose();
    }

    protected override CustomResourceSnapshot Describe(CustomResourceSnapshot snapshot) => source.Describe(snapshot) with
    {
        Commands = StateRules.Commands(State),
        ExitCode = _status is { HasEnded: true, ExitCode: { } code } ? code : null,
        StartTimeStamp = _status?.Started,
        StopTimeStamp = _status?.Finished,
        EnvironmentVariables = _status?.Environment ?? [],
        Properties = [.. source.Describe(snapshot).Properties, .. ProcessFacts.Of(_status, withArguments: !IsServer)],
    };

    private string CompanionId => Id + "-companion";

    private async Task TellEndAsync(DcpStatus status)
    {
        var sentence = status.State == "FailedToStart"
            ? $"{Resource.Name} could not be started{(status.Message is { Length: > 0 } why ? $": {why}" : ".")}"
            : $"{Resource.Name} ended unexpectedly ({(status.ExitCode is null or -1 ? "killed by a signal" : $"exit code {status.ExitCode}")}); it can be started again on the Aspire dashboard.";
        IReadOnlyList<string> lines = [];
        try
        {
            lines = await LastLines.ReadAsync(Context.Dcp, Kind, Id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            sentence += $" Its console log could not be read: {e.Message}";
        }

        Context.Console.Warn(string.Join(Environment.NewLine, lines.Select(line => $"    {line}").Prepend(sentence)));
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        _stopAsked = false;
        await WaitForDependenciesAsync(cancellationToken).ConfigureAwait(false);
        SetState(KnownResourceStates.Starting);
        var launch = await source.CreateAsync(cancellationToken).ConfigureAwait(false);
        if (launch is ExecutableLaunch { Companion: { } companion })
        {
            await Context.Dcp.DeleteAsync(DcpClient.Executables, CompanionId, cancellationToken).ConfigureAwait(false);
            await Context.Dcp.CreateAsync(DcpClient.Executables, DcpObjects.Executable(CompanionId, companion), cancellationToken).ConfigureAwait(false);
        }

        // DCP cannot start an object again: the ended one makes way for a new one of the same name.
        if (_status is not null)
        {
            _retired = _status.Uid;
            await Context.Dcp.DeleteAsync(Kind, Id, cancellationToken).ConfigureAwait(false);
            _status = null;
        }

        await Context.Dcp.CreateAsync(Kind, LaunchSource.ToObject(Id, launch), cancellationToken).ConfigureAwait(false);
        Interlocked.Exchange(ref _replaced, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        if (source.StopSignal != StopSignal.Terminate && _status?.ProcessId is { } processId)
        {
            Signals.Send(processId, source.StopSignal);
            await WaitForEndAsync(SignalLimit, cancellationToken).ConfigureAwait(false);
        }

        await Context.Dcp.PatchAsync(Kind, Id, new() { ["spec"] = new System.Text.Json.Nodes.JsonObject { ["stop"] = true } }, cancellationToken).ConfigureAwait(false);
        if (!await WaitForEndAsync(StopLimit, cancellationToken).ConfigureAwait(false))
        {
            throw new DistributedApplicationException($"{Resource.Name} did not stop within {StopLimit.TotalSeconds:0} s.");
        }
    }

    private async Task<bool> WaitForEndAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = Context.Time.GetTimestamp();
        while (IsAlive && Context.Time.GetElapsedTime(start) < limit)
        {
            await Task.Delay(Step, Context.Time, cancellationToken).ConfigureAwait(false);
        }

        return !IsAlive;
    }
}
