using System.Reflection;
using MassTransit;
using PerfMonitor.Testing;

namespace PerfMonitor.Analytics.Tests;

public sealed class ConfirmedPublishingTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly IBus _silent = DispatchProxy.Create<IBus, NeverConfirming>();

    [Fact]
    public async Task Gives_up_after_five_seconds_on_a_broker_that_confirms_nothing()
    {
        var publishing = _silent.PublishConfirmedAsync("news", _clock, CancellationToken.None);

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(publishing.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(0.1));
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => publishing);
        Assert.Equal("the broker has not confirmed within 5 s", failure.Message);
    }

    [Fact]
    public async Task Is_cancelled_as_its_caller_asks_and_not_as_a_limit()
    {
        using var caller = new CancellationTokenSource();
        var publishing = _silent.PublishConfirmedAsync("news", _clock, caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
    }

    /// <summary>Takes whatever is published, and never says so.</summary>
    public class NeverConfirming : DispatchProxy
    {
        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => new TaskCompletionSource().Task;
    }
}
