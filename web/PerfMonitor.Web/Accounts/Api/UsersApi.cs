using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Accounts.Store;
using PerfMonitor.Web.Auditing;

namespace PerfMonitor.Web.Accounts.Api;

/// <summary>Users over HTTP, for admins.</summary>
internal static class UsersApi
{
    public static void MapUsersApi(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/api/users").RequireAuthorization(Roles.Admin).WithTags("Users");
        users.MapGet("", ListAsync).WithSummary("All users");
        users.MapPost("", CreateAsync)
            .WithSummary("Adds a user; without a password one is made and shown this once")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict);
        users.MapPatch("/{id:guid}", ChangeAsync)
            .WithSummary("Changes role, password or whether the user may sign in; the user's sessions end")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        users.MapDelete("/{id:guid}", DeleteAsync)
            .WithSummary("Deletes a user")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<UserList>> ListAsync(IUserStore users, CancellationToken cancellation) =>
        TypedResults.Ok(new UserList([.. (await users.ListAsync(cancellation)).Select(UserView.Of)]));

    private static async Task<Results<Created<CreatedUser>, ProblemHttpResult>> CreateAsync(
        NewUser request, HttpContext context, IUserStore users, Passwords passwords, Auditor auditor, TimeProvider time, CancellationToken cancellation)
    {
        if (AccountRules.RefuseUserName(request.Name) is { } badName)
            return Problem.AtField("name", badName);
        if (request.Role is not { } role)
            return Problem.AtField("role", "A user has a role: viewer, operator or admin.");
        if (request.Password is not null && AccountRules.RefusePassword(request.Password, request.Name!) is { } badPassword)
            return Problem.AtField("password", badPassword);

        var generated = request.Password is null ? Secret.NewPassword() : null;
        var user = new User(
            Guid.CreateVersion7(), request.Name!, role, passwords.Hash(request.Password ?? generated!), false, time.GetUtcNow(), null);
        if (!await users.AddAsync(user, cancellation))
            return Problem.AtField("name", $"There is a user '{request.Name}' already. Names differ by more than case.", StatusCodes.Status409Conflict);
        await auditor.RecordAsync(context, "user.create", user.Name, AuditOutcome.Success, $"role {role.Name()}");
        return TypedResults.Created($"/api/users/{user.Id}", CreatedUser.Of(user, generated));
    }

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> ChangeAsync(
        Guid id,
        ChangedUser request,
        HttpContext context,
        IUserStore users,
        Passwords passwords,
        Sessions sessions,
        Auditor auditor,
        CancellationToken cancellation)
    {
        if (await users.FindAsync(id, cancellation) is not { } user)
            return NoSuchUser(id);
        if (request.Password is not null && AccountRules.RefusePassword(request.Password, user.Name) is { } badPassword)
            return Problem.AtField("password", badPassword);

        var change = new UserChange(request.Role, request.Disabled, request.Password is null ? null : passwords.Hash(request.Password));
        var outcome = await users.ChangeAsync(id, change, cancellation);
        sessions.Forget();
        await auditor.RecordAsync(context, "user.change", user.Name, Outcome(outcome), Describe(request));
        return outcome == UserChangeOutcome.Done ? TypedResults.Ok(UserView.Of(change.ApplyTo(user))) : Refusal(outcome, id);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, HttpContext context, IUserStore users, Sessions sessions, Auditor auditor, CancellationToken cancellation)
    {
        if (await users.FindAsync(id, cancellation) is not { } user)
            return NoSuchUser(id);
        var outcome = await users.DeleteAsync(id, cancellation);
        sessions.Forget();
        await auditor.RecordAsync(context, "user.delete", user.Name, Outcome(outcome));
        return outcome == UserChangeOutcome.Done ? TypedResults.NoContent() : Refusal(outcome, id);
    }

    private static ProblemHttpResult Refusal(UserChangeOutcome outcome, Guid id) => outcome == UserChangeOutcome.LastAdmin
        ? Problem.Conflict("This is the last admin who can sign in. Make somebody else an admin first.")
        : NoSuchUser(id);

    private static ProblemHttpResult NoSuchUser(Guid id) => Problem.NotFound($"There is no user {id}. GET /api/users lists them.");

    private static AuditOutcome Outcome(UserChangeOutcome outcome) =>
        outcome == UserChangeOutcome.Done ? AuditOutcome.Success : AuditOutcome.Refused;

    private static string Describe(ChangedUser request) => string.Join(", ", new[]
    {
        request.Role is { } role ? $"role {role.Name()}" : null,
        request.Disabled is { } disabled ? (disabled ? "disabled" : "enabled") : null,
        request.Password is not null ? "new password" : null,
    }.Where(part => part is not null));
}

/// <summary>A user without the password's hash.</summary>
internal sealed record UserView(Guid Id, string Name, Role Role, bool Disabled, DateTimeOffset CreatedAt, DateTimeOffset? LastLoginAt)
{
    public static UserView Of(User user) => new(user.Id, user.Name, user.Role, user.Disabled, user.CreatedAt, user.LastLoginAt);
}

/// <summary>All users by name.</summary>
internal sealed record UserList(IReadOnlyList<UserView> Users);

/// <summary>A user to add.</summary>
internal sealed record NewUser(string? Name, Role? Role, string? Password);

/// <summary>The user that was added.</summary>
/// <param name="Id">Names the user in paths.</param>
/// <param name="Name">Signs in with this.</param>
/// <param name="Role">What the user may do.</param>
/// <param name="Disabled">Whether the user cannot sign in.</param>
/// <param name="CreatedAt">When the user was added.</param>
/// <param name="LastLoginAt">Never yet.</param>
/// <param name="GeneratedPassword">Shown this once, where the request had none.</param>
internal sealed record CreatedUser(
    Guid Id, string Name, Role Role, bool Disabled, DateTimeOffset CreatedAt, DateTimeOffset? LastLoginAt, string? GeneratedPassword)
{
    public static CreatedUser Of(User user, string? generatedPassword) =>
        new(user.Id, user.Name, user.Role, user.Disabled, user.CreatedAt, user.LastLoginAt, generatedPassword);
}

/// <summary>What is to change; what is absent stays.</summary>
internal sealed record ChangedUser(Role? Role, bool? Disabled, string? Password);
