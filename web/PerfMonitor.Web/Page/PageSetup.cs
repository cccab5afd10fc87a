using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Edge;

namespace PerfMonitor.Web.Page;

/// <summary>The page under <c>/dashboard</c>, as built from web/dashboard.</summary>
internal static class PageSetup
{
    private const string NotBuilt =
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>PerfMonitor</title></head>
        <body><h1>The page has not been built</h1>
        <p>Run <code>./run.sh</code>, which builds it, or <code>npm ci &amp;&amp; npm run build</code> in the folder <code>web</code>. Then reload.</p>
        <p>The API works meanwhile: <a href="/openapi/v1.json">/openapi/v1.json</a>.</p></body></html>
        """;

    public static void AddPage(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<PageOptions>("Page");
        builder.Services.AddSingleton<PageFolder>();
    }

    /// <summary>Answered before sign-in is asked for: the page holds nothing secret, and it shows the form to sign in.</summary>
    public static void UsePage(this IApplicationBuilder app)
    {
        var folder = app.ApplicationServices.GetRequiredService<PageFolder>();
        app.Use(async (context, next) =>
        {
            if (PageRules.ShortPaths.TryGetValue(context.Request.Path, out var whole))
            {
                context.Response.Redirect(whole);
                return;
            }

            var answer = PageRules.Decide(
                context.Request.Method,
                context.Request.Path,
                context.Request.Headers.Accept.ToString(),
                folder.IsBuilt,
                path => folder.GetFileInfo(path) is { Exists: true, IsDirectory: false });
            switch (answer)
            {
                case PageAnswer.Index:
                    context.Request.Path = $"{PageRules.Path}/{PageFolder.Index}";
                    goto case PageAnswer.File;
                case PageAnswer.File:
                    context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy;
                    await next(context);
                    break;
                case PageAnswer.NotBuilt:
                    context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    context.Response.ContentType = "text/html; charset=utf-8";
                    await context.Response.WriteAsync(NotBuilt, context.RequestAborted);
                    break;
                case PageAnswer.Missing:
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    break;
                default:
                    await next(context);
                    break;
            }
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = folder,
            RequestPath = PageRules.Path,
            OnPrepareResponse = static file => file.Context.Response.Headers.CacheControl = PageRules.CacheControl(file.Context.Request.Path),
        });
    }
}
