using PerfMonitor.Web.Page;

namespace PerfMonitor.Web.Tests.Page;

public class PageRulesTests
{
    private const string Browser = "text/html,application/xhtml+xml,*/*;q=0.8";

    public static TheoryData<string, string, string, bool, string> Cases => new()
    {
        // method, path, accept, built, answer
        { "GET", "/dashboard", Browser, true, "Index" },
        { "GET", "/dashboard", "*/*", true, "Index" },
        { "GET", "/dashboard/", "", true, "Index" },
        { "HEAD", "/dashboard/alerts", Browser, true, "Index" },
        { "GET", "/dashboard/targets/my.site", Browser, true, "Index" },
        { "GET", "/dashboard/assets/app.js", "*/*", true, "File" },
        { "GET", "/dashboard/assets/gone.js", "*/*", true, "Missing" },
        { "GET", "/dashboard", Browser, false, "NotBuilt" },
        { "GET", "/dashboard/assets/app.js", "*/*", false, "Missing" },
        { "POST", "/dashboard", Browser, true, "Other" },
        { "GET", "/dashboards", Browser, true, "Other" },
        { "GET", "/api/me", Browser, true, "Other" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Chooses_the_answer(string method, string path, string accept, bool built, string answer) =>
        Assert.Equal(Enum.Parse<PageAnswer>(answer), PageRules.Decide(method, path, accept, built, file => file == "/assets/app.js"));

    [Theory]
    [InlineData("/dashboard/assets/app-4f3a.js", "public, max-age=31536000, immutable")]
    [InlineData("/dashboard/index.html", "no-cache")]
    [InlineData("/dashboard/favicon.svg", "no-cache")]
    public void Keeps_hashed_files_for_ever_and_asks_for_others_each_time(string path, string cacheControl) =>
        Assert.Equal(cacheControl, PageRules.CacheControl(path));
}
