using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Auditing;
using PerfMonitor.Web.Backup;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.Backup;

public sealed class BackupApiTests
{
    private const string Path = "/api/v1/configuration";
    private const string Passphrase = "horse battery staple, geöffnet";

    private readonly MemoryParty _ingestion = new("ingestion");
    private readonly MemoryParty _analytics = new("analytics");
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    [Trait("feature", "S2-115")]
    public async Task A_backup_without_a_passphrase_holds_everything_but_the_secrets()
    {
        await using var web = await StartAsync();
        using var admin = await web.SignInAsync();

        using var answer = await admin.GetAsync(Path, _cancellation);

        var text = await answer.Content.ReadAsStringAsync(_cancellation);
        var file = JsonNode.Parse(text)!;
        Assert.Matches("^perfmonitor-configuration-[0-9TZ]+\\.json$", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal((1, "PerfMonitor", "admin"), ((int)file["format"]!, (string)file["product"]!, (string)file["takenBy"]!));
        Assert.Equal("{\"id\":\"shop\",\"definition\":{\"size\":1}}", file["parts"]!["ingestion"]!["things"]![0]!.ToJsonString());
        Assert.Null(file["seal"]);
        Assert.Equal(["ingestion", "analytics"], file["parts"]!.AsObject().Select(static part => part.Key));
        Assert.DoesNotContain("t0k3n", text, StringComparison.Ordinal);
        Assert.Contains("configuration.backup configuration Success 2 items, secrets left out", await AuditedAsync(web));
    }

    [Fact]
    public async Task Sealed_secrets_come_back_with_the_passphrase_and_only_with_it()
    {
        await using var web = await StartAsync();
        using var admin = await web.SignInAsync();
        var file = await TakeAsync(admin, Passphrase);
        Assert.DoesNotContain("t0k3n", file, StringComparison.Ordinal);
        _ingestion.Items.Clear();

        var (_, without) = await RestoreAsync(admin, file, "?dryRun=true");
        var (refused, wrong) = await RestoreAsync(admin, file, "", "another passphrase");
        var (status, _) = await RestoreAsync(admin, file, "", Passphrase);

        Assert.Equal("created", (string)without["parts"]![0]!["changes"]![0]!["outcome"]!);
        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Equal("Nothing was changed, because a place of the file cannot be read: ingestion.things/shop does not open: the passphrase is another, or the file was changed.", (string)wrong["detail"]!);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("t0k3n", _ingestion.Items["shop"].Secrets!["token"]);
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_says_what_would_be()
    {
        await using var web = await StartAsync();
        using var admin = await web.SignInAsync();
        var file = await TakeAsync(admin);
        _analytics.Items.Clear();

        var (status, report) = await RestoreAsync(admin, file, "?dryRun=true&remove=true");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            """{"dryRun":true,"parts":[{"part":"ingestion","changes":[],"unchanged":1,"kept":0},{"part":"analytics","changes":[{"kind":"things","id":"load","label":"load","outcome":"created"}],"unchanged":0,"kept":0}]}""",
            report.ToJsonString());
        Assert.Empty(_analytics.Items);
        Assert.DoesNotContain("configuration.restore", string.Join('\n', await AuditedAsync(web)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_changed_where_any_part_cannot_be_read()
    {
        await using var web = await StartAsync();
        using var admin = await web.SignInAsync();
        var file = await TakeAsync(admin);
        _ingestion.Items.Clear();

        _analytics.Faults = ["things[0].definition.colour is not known"];
        var (status, problem) = await RestoreAsync(admin, file, "");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("""["parts.analytics.things[0].definition.colour is not known"]""", problem["faults"]!.ToJsonString());
        Assert.Empty(_ingestion.Items);
        Assert.Contains("configuration.restore configuration Refused parts.analytics.things[0].definition.colour is not known", await AuditedAsync(web));
    }

    [Fact]
    public async Task A_part_that_dies_in_between_is_named_with_what_is_restored()
    {
        await using var web = await StartAsync();
        using var admin = await web.SignInAsync();
        var file = await TakeAsync(admin);
        _ingestion.Items.Clear();

        _analytics.AwayAfter = 1;
        var (status, problem) = await RestoreAsync(admin, file, "");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("analytics did not answer. Restored are ingestion; restore the same file again when it answers, which changes nothing in those.", (string)problem["detail"]!);
        Assert.Single(_ingestion.Items);
    }

    [Fact]
    public async Task There_is_no_half_a_backup()
    {
        await using var web = await StartAsync();
        using var admin = await web.SignInAsync();

        _analytics.AwayAfter = 0;
        using var answer = await admin.GetAsync(Path, _cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("There is no backup, because analytics did not answer.", await answer.Content.ReadAsStringAsync(_cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"parts\":{\"billing\":{}}}", "", "Nothing was changed, because a place of the file cannot be read: parts.billing is not known; there are ingestion, analytics.")]
    [InlineData("{\"parts\":{\"ingestion\":{\"things\":[{\"id\":\"a\",\"definition\":{},\"secrets\":{\"token\":\"x\"}}]}}}", "", "Nothing was changed, because a place of the file cannot be read: ingestion.things/a holds secrets in the clear; a backup holds them sealed or not at all.")]
    [InlineData("{}", "too short", "A passphrase has 12 to 1000 characters.")]
    [InlineData("{}", Passphrase, "The file holds no secrets; leave the passphrase out.")]
    [InlineData("{\"format\":9}", "", "The file has the format 9, of a newer PerfMonitor; this one reads up to format 1. Update it first.")]
    [InlineData("{\"seal\":{\"derivation\":\"PBKDF2-HMAC-SHA256\",\"iterations\":1,\"salt\":\"AAAA\",\"cipher\":\"AES-256-GCM\"}}", Passphrase, "The file is sealed in a way that this program does not know: file.seal.")]
    public async Task A_file_that_is_not_right_is_refused(string differing, string passphrase, string reason)
    {
        await using var web = await StartAsync();
        using var admin = await web.SignInAsync();
        var file = JsonNode.Parse("""{"format":1,"product":"PerfMonitor","version":"1.0.0","takenAt":"2026-03-01T12:00:00Z","takenBy":"anna","parts":{}}""")!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(differing)!.AsObject())
            file[name] = value?.DeepClone();

        var (status, problem) = await RestoreAsync(admin, file.ToJsonString(), "", passphrase);

        Assert.Equal((HttpStatusCode.BadRequest, reason), (status, (string)problem["detail"]!));
    }

    [Fact]
    public async Task Is_for_admins_and_what_services_offer_is_not_to_be_had()
    {
        await using var web = await StartAsync();
        using var admin = await web.WithKeyAsync(Role.Admin);
        using var lesser = await web.WithKeyAsync(Role.Operator);
        using var anybody = new HttpClient { BaseAddress = web.Address };

        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync(Path, _cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await lesser.GetAsync(Path, _cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anybody.GetAsync(Path, _cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(BackupEndpoint.Path, _cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_service_is_asked_in_the_name_of_whoever_asks()
    {
        var seen = new List<string>();
        await using var service = await Upstream.StartAsync(async context =>
        {
            var caller = new InternalToken(WebServer.InternalKey).Verify(context.Request.Headers[InternalToken.Header]!, DateTimeOffset.UtcNow)!;
            using var body = new StreamReader(context.Request.Body);
            seen.Add($"{context.Request.Method} {context.Request.Path} {caller.Subject} {caller.Role} {await body.ReadToEndAsync(_cancellation)}");
            await context.Response.WriteAsync(context.Request.Method == "GET" ? """{"things":[]}""" : """{"faults":[],"result":{"changes":[],"unchanged":3,"kept":0}}""", _cancellation);
        });
        await using var web = await WebServer.StartAsync(service.As("ingestion", "analytics", "alerting"), services: WithoutOwnPart);
        using var admin = await web.SignInAsync();

        var file = JsonNode.Parse(await TakeAsync(admin))!;
        file["parts"]!.AsObject().Remove("alerting");
        file["parts"]!.AsObject().Remove("analytics");
        var (_, report) = await RestoreAsync(admin, file.ToJsonString(), "?remove=true");

        Assert.Equal(3, (int)report["parts"]![0]!["unchanged"]!);
        Assert.Equal(
            [
                .. Enumerable.Repeat("GET /internal/configuration admin admin ", 3),
                """POST /internal/configuration admin admin {"kinds":{"things":[]},"remove":true,"dryRun":true}""",
                """POST /internal/configuration admin admin {"kinds":{"things":[]},"remove":true,"dryRun":false}""",
            ],
            seen);
    }

    [Theory]
    [InlineData(503, """{"faults":["the database does not answer: 55P03: canceling statement due to lock timeout"]}""", "There is no backup, because ingestion cannot: the database does not answer: 55P03: canceling statement due to lock timeout. Try again shortly.")]
    [InlineData(503, "busy", "There is no backup, because ingestion did not answer: ")]
    [InlineData(500, "", "There is no backup, because ingestion answered 500. Try again shortly.")]
    public async Task A_service_that_cannot_is_named_with_its_reason(int status, string body, string reason)
    {
        await using var service = await Upstream.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body, _cancellation);
        });
        await using var web = await WebServer.StartAsync(service.As("ingestion"), services: WithoutOwnPart);
        using var admin = await web.WithKeyAsync(Role.Admin);

        using var answer = await admin.GetAsync(Path, _cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.StartsWith(reason, (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(_cancellation))!["detail"]!, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> AuditedAsync(WebServer web) =>
        (await web.Audit.ListAsync(new AuditQuery(100, null, null, null), CancellationToken.None)).Select(static entry => $"{entry.Action} {entry.Target} {entry.Outcome} {entry.Detail}");

    // It asks PostgreSQL, which is not there.
    private static void WithoutOwnPart(IServiceCollection services) => services.Remove(services.Single(static one => one.ImplementationType == typeof(OwnParty)));

    private static HttpRequestMessage With(HttpRequestMessage request, string passphrase)
    {
        if (passphrase.Length > 0)
            request.Headers.Add(BackupApi.PassphraseHeader, Uri.EscapeDataString(passphrase));
        return request;
    }

    private async Task<WebServer> StartAsync()
    {
        _ingestion.Items["shop"] = new BackupItem("shop", JsonDocument.Parse("""{"size":1}""").RootElement) { Secrets = new Dictionary<string, string> { ["token"] = "t0k3n" } };
        _analytics.Items["load"] = new BackupItem("load", JsonDocument.Parse("""{"size":2}""").RootElement);
        return await WebServer.StartAsync(services: services =>
        {
            services.RemoveAll<IBackupParty>();
            services.AddSingleton<IBackupParty>(_ingestion);
            services.AddSingleton<IBackupParty>(_analytics);
        });
    }

    private async Task<string> TakeAsync(HttpClient admin, string passphrase = "")
    {
        using var answer = await admin.SendAsync(With(new HttpRequestMessage(HttpMethod.Get, Path), passphrase), _cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(_cancellation);
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> RestoreAsync(HttpClient admin, string file, string query, string passphrase = "")
    {
        using var content = new StringContent(file, Encoding.UTF8, "application/json");
        using var answer = await admin.SendAsync(With(new HttpRequestMessage(HttpMethod.Post, Path + query) { Content = content }, passphrase), _cancellation);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(_cancellation))!);
    }
}
