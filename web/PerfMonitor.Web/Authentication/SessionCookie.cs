namespace PerfMonitor.Web.Authentication;

/// <summary>The cookie that carries the token of a session.</summary>
internal static class SessionCookie
{
    public const string Name = "perfmonitor_session";

    /// <summary>The cookie may outlive the session; the session's end is decided by the server alone.</summary>
    public static void Set(HttpContext context, string token, TimeSpan maximumAge)
    {
        var options = Options(context);
        options.MaxAge = maximumAge;
        context.Response.Cookies.Append(Name, token, options);
    }

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context));

    // Lax: a link in an alert mail opens signed in, while requests that another site's page makes carry no cookie.
    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
    };
}
