using System.Threading.RateLimiting;

namespace PerfMonitor.Web.Accounts;

/// <summary>
/// Runs password hashing, which takes a core for about 0.1 s each time, on half of the cores at most, so that many
/// sign-ins at once leave the machine to its work. At most 64 wait; more are turned away.
/// </summary>
internal sealed class PasswordChecks(Passwords passwords) : IDisposable
{
    /// <summary>Why a sign-in was turned away.</summary>
    public const string Full = "too many sign-ins at once";

    /// <summary>Time in which the queue has become shorter for sure.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly ConcurrencyLimiter _slots = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = 64,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <returns>Null when too many wait already.</returns>
    public async Task<PasswordMatch?> VerifyAsync(string? hash, string password, CancellationToken cancellation)
    {
        using var slot = await _slots.AcquireAsync(1, cancellation);
        return slot.IsAcquired ? await Task.Run(() => passwords.Verify(hash, password), cancellation) : null;
    }

    public void Dispose() => _slots.Dispose();
}
