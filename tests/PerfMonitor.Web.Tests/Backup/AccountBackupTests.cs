using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Servers;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Accounts.Store;
using PerfMonitor.Web.Backup;
using static PerfMonitor.Testing.BackupSteps;

namespace PerfMonitor.Web.Tests.Backup;

public sealed class AccountBackupTests : IAsyncDisposable
{
    private readonly PrivatePostgres? _server = PrivatePostgres.TryStart();
    private readonly Passwords _passwords = new(iterations: 10);
    private NpgsqlDataSource? _source;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("feature", "S2-115")]
    public async Task Users_and_keys_that_were_wiped_come_back_and_open_what_they_opened()
    {
        var part = await FilledAsync();
        var (key, text) = await Keys().CreateAsync("ci", Role.Operator, KeyScope.Ingest, new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero), "anna", Cancelled);
        var backup = await part.ReadAsync(Cancelled);
        await ExecuteAsync("truncate web.users, web.api_keys cascade");

        var restored = await RestoreAsync(part, backup);

        Assert.Equal(["users anna Created ", "users bert Created ", "apiKeys ci Created "], Lines(restored));
        Assert.Equal(Text(backup), Text(await part.ReadAsync(Cancelled)));
        Assert.Equal((0, 3), (await RestoreAsync(part, backup)) is var again ? (again.Changes.Count, again.Unchanged) : default);
        Assert.Equal(PasswordMatch.Right, _passwords.Verify((await Users().FindByNameAsync("anna", Cancelled))!.PasswordHash, "anna's password"));
        Assert.Equal((key.Id, KeyScope.Ingest), (await Keys().FindAsync(text, Cancelled)) is { } found ? (found.Id, found.Scope) : default);
    }

    [Fact]
    public async Task Without_a_password_a_user_that_is_here_keeps_his_and_a_new_one_has_none()
    {
        var part = await FilledAsync();
        var backup = WithoutSecrets(await part.ReadAsync(Cancelled));
        Assert.DoesNotContain((await Users().FindByNameAsync("anna", Cancelled))!.PasswordHash, Text(backup), StringComparison.Ordinal);
        await ExecuteAsync("update web.users set role = 'viewer' where name = 'bert'; delete from web.users where name = 'anna'; insert into web.users (id, name, role, password_hash, created_at) values (gen_random_uuid(), 'carl', 'admin', 'x', now())");

        var restored = await RestoreAsync(part, backup);

        Assert.Equal(
            ["users anna Created without a password, which the backup does not hold; set one, so that the user can sign in", "users bert Changed "], Lines(restored));
        Assert.Equal(PasswordMatch.Wrong, _passwords.Verify((await Users().FindByNameAsync("anna", Cancelled))!.PasswordHash, "anna's password"));
        Assert.Equal(PasswordMatch.Right, _passwords.Verify((await Users().FindByNameAsync("bert", Cancelled))!.PasswordHash, "bert's password"));
    }

    [Fact]
    public async Task Somebody_who_can_manage_users_is_always_left()
    {
        var part = await FilledAsync();
        Dictionary<string, IReadOnlyList<BackupItem>> users = new() { ["users"] = [new BackupItem("anna", JsonDocument.Parse("""{"role":"viewer"}""").RootElement)] };
        Dictionary<string, IReadOnlyList<BackupItem>> nobody = new() { ["users"] = [] };

        Assert.Equal(["users bert Removed ", "users anna Refused it is the last admin who can sign in"], Lines(await RestoreAsync(part, users, remove: true)));
        Assert.Equal(["users anna Refused it is you"], Lines(await RestoreAsync(part, nobody, remove: true)));
        Assert.Equal(["users anna Refused it is the last admin who can sign in"], Lines(await RestoreAsync(part, nobody, remove: true, actor: "key:ci")));
    }

    [Fact]
    public async Task A_key_that_was_revoked_stays_so_and_one_that_is_removed_is_revoked()
    {
        var part = await FilledAsync();
        var (revoked, _) = await Keys().CreateAsync("old", Role.Viewer, KeyScope.All, null, "anna", Cancelled);
        var backup = await part.ReadAsync(Cancelled);
        await Keys().RevokeAsync(revoked.Id, Cancelled);
        var (_, text) = await Keys().CreateAsync("new", Role.Viewer, KeyScope.All, null, "anna", Cancelled);
        await Keys().SetEnvironmentKeyAsync("a key of the environment", Cancelled);
        await Keys().CreateAsync("mine", Role.Admin, KeyScope.All, null, "anna", Cancelled);

        var restored = await RestoreAsync(part, backup, remove: true, actor: "key:mine");

        Assert.Equal(
            ["apiKeys mine Refused it is the key of this request", "apiKeys new Removed revoked", "apiKeys old Refused it was revoked at 2026-01-05 12:00:00Z, and stays so"],
            Lines(restored).Order(StringComparer.Ordinal));
        Assert.NotNull((await Keys().FindAsync(text, Cancelled))!.RevokedAt);
        Assert.Null((await Keys().FindAsync("a key of the environment", Cancelled))!.RevokedAt);
    }

    [Fact]
    public async Task Sessions_of_a_user_that_is_changed_end()
    {
        var part = await FilledAsync();
        var backup = await part.ReadAsync(Cancelled);
        await ExecuteAsync(
            """
            insert into web.sessions (token_hash, user_id, created_at, last_seen_at, expires_at, address) select decode(md5(name), 'hex'), id, now(), now(), now(), '' from web.users;
            update web.users set role = 'admin' where name = 'bert';
            """);

        await RestoreAsync(part, backup);

        await using var left = _source!.CreateCommand("select string_agg(name, ' ') from web.sessions s join web.users u on u.id = s.user_id");
        Assert.Equal("anna", await left.ExecuteScalarAsync(Cancelled));
    }

    [Fact]
    public async Task A_key_whose_id_is_no_UUID_is_refused()
    {
        var part = await FilledAsync();

        var restored = await RestoreAsync(part, new Dictionary<string, IReadOnlyList<BackupItem>>
        {
            ["apiKeys"] = [new BackupItem("x", JsonDocument.Parse("""{"name":"ci","prefix":"pm_","hash":"","role":"viewer","scope":"all"}""").RootElement)],
        });

        Assert.Equal("its id is no UUID", Assert.Single(restored.Changes).Note);
    }

    [Fact]
    public async Task The_document_names_every_kind()
    {
        var part = await FilledAsync();

        Assert.Equal(BackupDocument.Of("web"), part.Kinds.Select(static kind => $"{kind.Table} {kind.Name}").Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
            await _source.DisposeAsync();
        _server?.Dispose();
    }

    private PostgresUserStore Users() => new(_source!);

    private ApiKeys Keys() => new(new PostgresApiKeyStore(_source!), Options.Create(new SessionOptions()), new ManualTimeProvider());

    /// <summary>The part as the process registers it, over the admin anna and the operator bert.</summary>
    private async Task<BackupPart> FilledAsync()
    {
        Assert.SkipWhen(_server is null, PrivatePostgres.Missing);
        _source = NpgsqlDataSource.Create(_server!.ConnectionString);
        await ExecuteAsync(SchemaText.Of(typeof(UserBackup).Assembly, "web"));
        foreach (var (name, role) in ((string, Role)[])[("anna", Role.Admin), ("bert", Role.Operator)])
            Assert.True(await Users().AddAsync(new User(Guid.NewGuid(), name, role, _passwords.Hash($"{name}'s password"), false, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), null), Cancelled));
        var sessions = new Sessions(new PostgresSessionStore(_source), Options.Create(new SessionOptions()), TimeProvider.System);
        return new BackupPart([new UserBackup(_passwords, sessions), new ApiKeyBackup(Keys())], _source, TimeProvider.System);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _source!.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
