using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PerfMonitor.Testing;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.Accounts;

public sealed class AccountApisTests : IAsyncLifetime
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly ManualTimeProvider _time = new();
    private WebServer _web = null!;

    public async ValueTask InitializeAsync() => _web = await WebServer.StartAsync(time: _time);

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task Signing_in_sets_a_cookie_that_scripts_and_other_sites_do_not_get()
    {
        using var browser = _web.CreateBrowser();
        using var answer = await LoginAsync(browser, WebServer.AdminPassword);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Equal("""{"name":"admin","role":"admin","credential":"session","scope":"all"}""", await browser.GetStringAsync("/api/me", _cancellation));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server()
    {
        using var browser = _web.CreateBrowser();
        using var answer = await LoginAsync(browser, WebServer.AdminPassword);
        var stolen = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        await PostAsync(browser, "/api/logout", new { }, HttpStatusCode.NoContent);

        using var thief = new HttpClient { BaseAddress = _web.Address };
        thief.DefaultRequestHeaders.Add("Cookie", stolen);
        using var refused = await thief.GetAsync("/api/me", _cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(0, _web.Accounts.SessionCount);
    }

    [Fact]
    public async Task Five_wrong_passwords_close_the_door_for_five_minutes()
    {
        using var browser = _web.CreateBrowser();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var wrong = await LoginAsync(browser, "wrong password");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var throttled = await LoginAsync(browser, WebServer.AdminPassword);
        Assert.Equal(HttpStatusCode.TooManyRequests, throttled.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(5), throttled.Headers.RetryAfter!.Delta);

        _time.Advance(TimeSpan.FromMinutes(5));
        using var taken = await LoginAsync(browser, WebServer.AdminPassword);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(5, _web.Audit.Lines.Count(line => line == "admin login admin Refused"));
        Assert.Equal(1, _web.Audit.Lines.Count(line => line == "admin login admin Success"));
    }

    [Fact]
    public async Task A_new_password_ends_all_other_sessions_of_the_user()
    {
        using var here = await _web.SignInAsync();
        using var elsewhere = await _web.SignInAsync();

        await PostAsync(here, "/api/me/password", new { currentPassword = "wrong one", newPassword = "another good one" }, HttpStatusCode.BadRequest);
        await PostAsync(here, "/api/me/password", new { currentPassword = WebServer.AdminPassword, newPassword = "short" }, HttpStatusCode.BadRequest);
        await PostAsync(here, "/api/me/password", new { currentPassword = WebServer.AdminPassword, newPassword = "another good one" }, HttpStatusCode.NoContent);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(here, "/api/me"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(elsewhere, "/api/me"));
        using var again = await _web.SignInAsync("admin", "another good one");
    }

    [Fact]
    public async Task A_change_of_role_ends_the_sessions_and_holds_at_the_next_sign_in()
    {
        using var admin = await _web.SignInAsync();
        var created = await PostAsync(admin, "/api/users", new { name = "ann", role = "viewer" }, HttpStatusCode.Created);
        var password = (string)created["generatedPassword"]!;
        var id = (string)created["id"]!;
        using var ann = await _web.SignInAsync("ann", password);

        using var changed = await admin.PatchAsJsonAsync($"/api/users/{id}", new { role = "operator" }, _cancellation);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(ann, "/api/me"));
        using var again = await _web.SignInAsync("Ann", password);
        Assert.Contains("operator", await again.GetStringAsync("/api/me", _cancellation), StringComparison.Ordinal);
        Assert.Contains("admin user.change ann Success", _web.Audit.Lines);
    }

    [Fact]
    public async Task The_last_admin_stays()
    {
        using var admin = await _web.SignInAsync();
        var users = JsonNode.Parse(await admin.GetStringAsync("/api/users", _cancellation))!;
        var id = (string)users["users"]![0]!["id"]!;

        using var demoted = await admin.PatchAsJsonAsync($"/api/users/{id}", new { role = "viewer" }, _cancellation);
        using var deleted = await admin.DeleteAsync($"/api/users/{id}", _cancellation);

        Assert.Equal(HttpStatusCode.Conflict, demoted.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, deleted.StatusCode);
        Assert.Contains("admin user.delete admin Refused", _web.Audit.Lines);
    }

    [Theory]
    [InlineData("""{"name":"a b","role":"viewer"}""", HttpStatusCode.BadRequest, "A user name has")]
    [InlineData("""{"name":"ann"}""", HttpStatusCode.BadRequest, "A user has a role")]
    [InlineData("""{"name":"ann","role":"root"}""", HttpStatusCode.BadRequest, "$.role")]
    [InlineData("""{"name":"ann","role":"viewer","rol":1}""", HttpStatusCode.BadRequest, "there is no property 'rol' here")]
    [InlineData("""{"name":"ann","role":"viewer","password":"short"}""", HttpStatusCode.BadRequest, "at least 10")]
    [InlineData("""{"name":"ADMIN","role":"viewer"}""", HttpStatusCode.Conflict, "Names differ by more than case")]
    [InlineData("""{"name":""", HttpStatusCode.BadRequest, "not the JSON expected")]
    public async Task A_broken_user_is_refused_with_the_reason(string body, HttpStatusCode status, string reason)
    {
        using var admin = await _web.SignInAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await admin.PostAsync("/api/users", content, _cancellation);

        Assert.Equal(status, answer.StatusCode);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(_cancellation))!;
        Assert.Contains(reason, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/users", "{\"name\":\"a b\",\"role\":\"viewer\"}", "name")]
    [InlineData("/api/users", "{\"name\":\"ADMIN\",\"role\":\"viewer\"}", "name")]
    [InlineData("/api/users", "{\"name\":\"ann\"}", "role")]
    [InlineData("/api/users", "{\"name\":\"ann\",\"role\":\"viewer\",\"password\":\"short\"}", "password")]
    [InlineData("/api/me/password", "{\"currentPassword\":\"x\",\"newPassword\":\"short\"}", "newPassword")]
    [InlineData("/api/me/password", "{\"currentPassword\":\"x\",\"newPassword\":\"another good one\"}", "currentPassword")]
    public async Task A_refusal_names_the_field_it_is_about(string path, string body, string field)
    {
        using var admin = await _web.SignInAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await admin.PostAsync(path, content, _cancellation);

        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(_cancellation))!;
        Assert.Equal($"{field}: {problem["detail"]}", string.Join(' ', problem["errors"]!.AsObject().Select(error => $"{error.Key}: {error.Value![0]}")));
    }

    [Fact]
    public async Task A_key_works_until_it_is_revoked_and_only_its_hash_is_kept()
    {
        using var admin = await _web.SignInAsync();
        var created = await PostAsync(admin, "/api/api-keys", new { name = "ci", role = "operator" }, HttpStatusCode.Created);
        var (secret, id) = ((string)created["key"]!, (string)created["id"]!);
        using var ci = _web.WithBearer(secret);

        Assert.Equal("""{"name":"key:ci","role":"operator","credential":"apiKey","scope":"all"}""", await ci.GetStringAsync("/api/me", _cancellation));
        Assert.DoesNotContain(secret, _web.Keys.Dump(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, await admin.GetStringAsync("/api/api-keys", _cancellation), StringComparison.Ordinal);

        using var revoked = await admin.DeleteAsync($"/api/api-keys/{id}", _cancellation);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(ci, "/api/me"));
    }

    [Fact]
    public async Task A_key_ends_at_its_time_and_notes_its_last_use_once_a_minute()
    {
        using var admin = await _web.SignInAsync();
        var expiresAt = _time.GetUtcNow().AddMinutes(2);
        var created = await PostAsync(admin, "/api/api-keys", new { name = "ci", role = "viewer", expiresAt }, HttpStatusCode.Created);
        using var ci = _web.WithBearer((string)created["key"]!);

        for (var second = 0; second < 120; second += 10)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(ci, "/api/me"));
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(ci, "/api/me"));
        Assert.Equal(2, _web.Keys.Notes);
    }

    [Theory]
    [InlineData(nameof(Role.Viewer), KeyScope.All, false)]
    [InlineData(nameof(Role.Operator), KeyScope.All, true)]
    [InlineData(nameof(Role.Viewer), KeyScope.Ingest, true)]
    public async Task Ingestion_learns_whether_a_key_may_send_samples(string role, object scope, bool valid)
    {
        var (_, text) = await Keys.CreateAsync("k", Enum.Parse<Role>(role), (KeyScope)scope, null, "test", _cancellation);

        var answer = await VerifyAsync(text, InternalToken());

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(valid, (bool)answer.Body!["valid"]!);
        Assert.Equal("k", (string?)answer.Body["name"]);
    }

    [Fact]
    public async Task Only_services_may_ask_about_keys()
    {
        var (_, text) = await Keys.CreateAsync("k", Role.Admin, KeyScope.All, null, "test", _cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, (await VerifyAsync(text, null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await VerifyAsync(text, "forged.token")).Status);
        using var admin = _web.WithBearer(text);
        using var refused = await admin.PostAsJsonAsync("/internal/api-keys/verify", new { key = text }, _cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task The_audit_log_is_read_in_pages_by_admins_only()
    {
        using var admin = await _web.SignInAsync();
        for (var user = 0; user < 3; user++)
            await PostAsync(admin, "/api/users", new { name = $"user{user}", role = "viewer" }, HttpStatusCode.Created);

        var first = JsonNode.Parse(await admin.GetStringAsync("/api/audit?limit=2&action=user.create&actor=admin", _cancellation))!;
        var next = JsonNode.Parse(await admin.GetStringAsync($"/api/audit?limit=2&action=user.create&actor=admin&before={first["next"]}", _cancellation))!;

        Assert.Equal(["user2", "user1"], first["entries"]!.AsArray().Select(entry => (string)entry!["target"]!));
        Assert.Equal(["user0"], next["entries"]!.AsArray().Select(entry => (string)entry!["target"]!));
        Assert.Null(next["next"]);
        using var viewer = await _web.WithKeyAsync(Role.Operator);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(viewer, "/api/audit"));
        await PostAsync(viewer, "/api/users", new { name = "mallory", role = "admin" }, HttpStatusCode.Forbidden);
        Assert.Contains("key:Operator All POST /api/users Refused", _web.Audit.Lines);
    }

    private ApiKeys Keys => (ApiKeys)_web.Services.GetService(typeof(ApiKeys))!;

    private string InternalToken() =>
        new ServiceDefaults.InternalToken(WebServer.InternalKey).Issue("PerfMonitor.Ingestion", ServiceDefaults.Roles.Admin, _time.GetUtcNow());

    private async Task<(HttpStatusCode Status, JsonNode? Body)> VerifyAsync(string key, string? token)
    {
        using var client = new HttpClient { BaseAddress = _web.Address };
        if (token is not null)
            client.DefaultRequestHeaders.Add(ServiceDefaults.InternalToken.Header, token);
        using var answer = await client.PostAsJsonAsync("/internal/api-keys/verify", new { key }, _cancellation);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonNode>(_cancellation));
    }

    private Task<HttpResponseMessage> LoginAsync(HttpClient browser, string password) =>
        browser.PostAsJsonAsync("/api/login", new { user = "admin", password }, _cancellation);

    private async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, _cancellation);
        return answer.StatusCode;
    }

    private async Task<JsonNode> PostAsync(HttpClient client, string path, object body, HttpStatusCode expected)
    {
        using var answer = await client.PostAsJsonAsync(path, body, _cancellation);
        var text = await answer.Content.ReadAsStringAsync(_cancellation);
        Assert.True(expected == answer.StatusCode, $"{answer.StatusCode}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
