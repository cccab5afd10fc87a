namespace PerfMonitor.Web.Accounts.Store;

/// <summary>Keeps users.</summary>
internal interface IUserStore
{
    Task<User?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>Names are compared without regard to case.</summary>
    Task<User?> FindByNameAsync(string name, CancellationToken cancellation);

    /// <summary>All users by name; bounded, because admins make them by hand.</summary>
    Task<IReadOnlyList<User>> ListAsync(CancellationToken cancellation);

    /// <returns>False when the name is taken.</returns>
    Task<bool> AddAsync(User user, CancellationToken cancellation);

    /// <summary>Adds the user only when there is none at all.</summary>
    Task<bool> AddFirstAsync(User user, CancellationToken cancellation);

    /// <summary>Changes a user under <see cref="LastAdminRule"/> and ends the user's sessions.</summary>
    Task<UserChangeOutcome> ChangeAsync(Guid id, UserChange change, CancellationToken cancellation);

    /// <summary>Deletes a user, sessions included, under <see cref="LastAdminRule"/>.</summary>
    Task<UserChangeOutcome> DeleteAsync(Guid id, CancellationToken cancellation);

    /// <summary>Notes a sign-in; a new hash replaces the one that was hashed too weakly.</summary>
    Task NoteLoginAsync(Guid id, DateTimeOffset at, string? newHash, CancellationToken cancellation);
}
