using System.Text;
using Microsoft.AspNetCore.Http;
using PerfMonitor.Web.Authentication;

namespace PerfMonitor.Web.Tests.Authentication;

public class PresentedCredentialTests
{
    [Theory]
    [InlineData("me:pm_key", "pm_key")]
    [InlineData(":pm_key", "pm_key")]
    [InlineData("me:pm_with:colon", "pm_with:colon")]
    [InlineData("pm_key", null)]
    public void The_password_of_a_program_is_its_api_key(string pair, string? key) =>
        Assert.Equal(key, PresentedCredential.Of(Request(pair))?.Secret);

    [Theory]
    [InlineData("Origin", "http://elsewhere")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    public void A_password_that_a_browser_sends_along_is_not_believed(string header, string value)
    {
        var request = Request("me:pm_key");
        request.Headers[header] = value;

        Assert.Null(PresentedCredential.Of(request));
    }

    [Fact]
    public void What_is_no_base64_is_no_credential()
    {
        var request = Request("");
        request.Headers.Authorization = "Basic ???";

        Assert.Null(PresentedCredential.Of(request));
    }

    private static HttpRequest Request(string pair)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
        return request;
    }
}
