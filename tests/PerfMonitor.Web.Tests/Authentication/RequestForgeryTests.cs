using PerfMonitor.Web.Authentication;

namespace PerfMonitor.Web.Tests.Authentication;

public class RequestForgeryTests
{
    private static readonly string[] Allowed = ["https://status.example.com", "*"];

    public static TheoryData<string, string, bool, string, bool> Cases => new()
    {
        // method, credential, header, origin, passes
        { "GET", "Session", false, "https://evil.example", true },
        { "HEAD", "Session", false, "", true },
        { "OPTIONS", "none", false, "https://evil.example", true },
        { "POST", "Session", true, "", true },
        { "POST", "Session", false, "", false },
        { "POST", "Session", true, "http://monitor.example:3000", true },
        { "POST", "Session", true, "https://monitor.example:3000", true },
        { "POST", "Session", true, "http://monitor.example", false },
        { "POST", "Session", true, "https://status.example.com", true },
        { "POST", "Session", true, "https://evil.example", false },
        { "POST", "Session", true, "null", false },
        { "POST", "Session", true, "http://monitor.example:3000.evil.example", false },
        { "DELETE", "Session", false, "http://monitor.example:3000", false },
        { "POST", "ApiKey", false, "https://evil.example", true },
        { "POST", "none", false, "", true },
        { "POST", "none", false, "https://evil.example", false },
        { "POST", "none", false, "http://monitor.example:3000", true },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Judges_requests(string method, string credential, bool header, string origin, bool passes)
    {
        CredentialKind? kind = credential == "none" ? null : Enum.Parse<CredentialKind>(credential);

        var refusal = RequestForgery.Refuse(method, kind, header, origin, "monitor.example:3000", Allowed);

        Assert.Equal(passes, refusal is null);
    }
}
