using System.Text;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>The file's <c>http_config</c>: how to sign in is taken over; what would change the connection itself is refused.</summary>
internal static class HttpSettings
{
    public static string? Authorization(YamlSection http, SecretReader secrets)
    {
        http.PassOver("follow_redirects", "enable_http2");
        foreach (var field in (string[])["tls_config", "proxy_url", "no_proxy", "proxy_from_environment", "proxy_connect_header", "oauth2", "http_headers"])
        {
            if (http.Has(field))
            {
                http.Refuse(field, "is not supported; connections use the certificates this machine trusts, without a proxy");
            }
        }

        string? header = null;
        if (http.Section("authorization") is { } authorization)
        {
            header = $"{authorization.Text("type") ?? "Bearer"} {secrets.Read(authorization, "credentials")}";
            authorization.RefuseRest();
        }

        if (http.Section("basic_auth") is { } basic)
        {
            header = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{secrets.Read(basic, "username")}:{secrets.Read(basic, "password")}"))}";
            basic.RefuseRest();
        }

        if (secrets.Read(http, "bearer_token") is { } token)
        {
            header = $"Bearer {token}";
        }

        http.RefuseRest();
        return header;
    }
}
