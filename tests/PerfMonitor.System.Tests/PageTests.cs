using System.Net.Http.Json;
using System.Text;
using Microsoft.Playwright;
using PerfMonitor.Testing;

namespace PerfMonitor.SystemTests;

/// <summary>The page in a real browser, before the real system.</summary>
public sealed class PageTests(RunningSystem system) : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",

            // Root has no sandbox; the rest keeps the browser from calling home.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    [Fact]
    [Trait("feature", "S1-01")]
    [Trait("feature", "S1-03")]
    [Trait("feature", "S1-09")]
    [Trait("feature", "S1-10")]
    [Trait("feature", "S1-11")]
    [Trait("feature", "S1-12")]
    [Trait("feature", "S1-14")]
    [Trait("feature", "S1-27")]
    [Trait("feature", "S1-42")]
    public async Task A_person_logs_in_sees_a_number_move_acknowledges_an_alert_and_downloads_the_report()
    {
        var run = $"page-{Guid.NewGuid():n}";
        await SendAsync(run, value: 77);
        using var client = system.OpenPage();
        await client.PostAsync("/api/reports", new { from = DateTimeOffset.UtcNow.AddHours(-1), to = DateTimeOffset.UtcNow, title = run }, Cancelled);

        var page = await _browser!.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(new Uri(system.Page, "/dashboard").ToString());
        await page.GetByLabel("User name").FillAsync("admin");
        await page.Locator("input[name=password]").FillAsync(system.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByTestId("connection")).ToContainTextAsync("Connected");
        foreach (var title in (string[])["Throughput", "Latency", "Memory", "CPU"])
        {
            await Assertions.Expect(page.GetByText(title, new() { Exact = true }).First).ToBeVisibleAsync();
        }

        // A chart for each card, drawn on a canvas.
        await Assertions.Expect(page.Locator("canvas").Nth(3)).ToBeVisibleAsync();
        var throughput = page.Locator(".numeric").First;
        var before = await throughput.InnerTextAsync();
        await Assertions.Expect(throughput).Not.ToHaveTextAsync(before, new() { Timeout = 60_000 });

        var row = page.GetByTestId("alert-row").Filter(new() { HasText = run });
        await row.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await Eventually.HoldsAsync("the alert to be acknowledged", async token => (await client.GetAsync("/api/alerts?state=acknowledged", token)).ToJsonString().Contains(run, StringComparison.Ordinal), Cancelled);

        await page.GotoAsync(new Uri(system.Page, "/dashboard/reports").ToString());
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByLabel($"PDF: download {run}").ClickAsync());
        await using var pdf = await download.CreateReadStreamAsync();
        var head = new byte[5];
        await pdf.ReadExactlyAsync(head, Cancelled);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(head));

        // Let the alert go, so that it stays out of the way of other tests.
        await SendAsync(run, value: 1);
    }

    private async Task SendAsync(string run, double value)
    {
        using var http = new HttpClient { BaseAddress = system.Ingestion };
        using var response = await http.PostAsJsonAsync("/api/v1/samples", new { metric = "system_test_value", labels = new Dictionary<string, string> { ["run"] = run, ["instance"] = run }, value }, Cancelled);
        response.EnsureSuccessStatusCode();
    }
}
