using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>The file's <c>http_config</c>.</summary>
internal static class HttpSettings
{
    /// <param name="http">The section.</param>
    /// <param name="secrets">Reads what may stand in a file of its own.</param>
    /// <param name="lack">Is told what we cannot do and Alertmanager can: where, and why.</param>
    public static HttpConnection Read(YamlSection http, SecretReader secrets, Action<YamlSection, string, string> lack)
    {
        http.PassOver("enable_http2");
        if (http.Flag("follow_redirects") == true)
        {
            http.Remark("redirects are not followed: with another address a message could go to others", "follow_redirects");
        }

        if (http.Has("proxy_connect_header"))
        {
            lack(http, "proxy_connect_header", "is not supported; use a proxy that takes user and password in proxy_url");
        }

        var connection = new HttpConnection
        {
            Authorization = Authorization(http, secrets),
            Headers = [.. Headers(http, secrets)],
            Proxy = http.Text("proxy_url") is { Length: > 0 } proxy ? Address(http, "proxy_url", proxy) : null,
            NoProxy = http.Text("no_proxy") ?? "",
            UsesEnvironment = http.Flag("proxy_from_environment") ?? true,
            Tls = http.Section("tls_config") is { } tls ? Tls(tls, secrets) : TlsSettings.Usual,
            Credentials = http.Section("oauth2") is { } oauth ? Credentials(oauth, secrets, lack) : null,
        };
        http.RefuseRest();
        return connection;
    }

    /// <summary>The file's <c>tls_config</c>.</summary>
    public static TlsSettings Tls(YamlSection tls, SecretReader secrets)
    {
        var settings = new TlsSettings
        {
            Authorities = Pem(tls, "ca", secrets) is { } authorities ? Read(tls, "ca", authorities, Authorities) ?? [] : [],
            Certificate = (Pem(tls, "cert", secrets), Pem(tls, "key", secrets)) switch
            {
                ({ } certificate, { } key) => Read(tls, "cert", certificate, pem => X509Certificate2.CreateFromPem(pem, key)),
                (null, null) => null,
                _ => Read<X509Certificate2>(tls, "cert", "", _ => throw new CryptographicException("cert and key belong together, and one of them is missing")),
            },
            ServerName = tls.Text("server_name") ?? "",
            TrustsAnybody = tls.Flag("insecure_skip_verify") ?? false,
            Protocols = Protocols(tls),
        };
        tls.RefuseRest();
        return settings;
    }

    private static string? Authorization(YamlSection http, SecretReader secrets)
    {
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

        return secrets.Read(http, "bearer_token") is { } token ? $"Bearer {token}" : header;
    }

    private static IEnumerable<(string Name, string Value)> Headers(YamlSection http, SecretReader secrets)
    {
        if (http.Section("http_headers") is not { } headers)
        {
            yield break;
        }

        foreach (var name in headers.Names)
        {
            if (headers.Section(name) is { } header)
            {
                foreach (var value in header.Texts("values").Concat(header.Texts("secrets")).Concat(header.Texts("files").Select(file => secrets.ReadFile(header, "files", file) ?? "")))
                {
                    yield return (name, value);
                }

                header.RefuseRest();
            }
        }
    }

    private static ClientCredentials Credentials(YamlSection oauth, SecretReader secrets, Action<YamlSection, string, string> lack)
    {
        foreach (var field in (string[])["tls_config", "proxy_url", "no_proxy", "proxy_from_environment", "proxy_connect_header"])
        {
            if (oauth.Has(field))
            {
                lack(oauth, field, "is not supported; the token is had the same way as the channel is reached, as http_config says beside oauth2");
            }
        }

        var credentials = new ClientCredentials(
            oauth.Text("token_url") ?? "", oauth.Text("client_id") ?? "", secrets.Read(oauth, "client_secret") ?? "", oauth.Texts("scopes"), oauth.Pairs("endpoint_params"));
        if (!HttpAddress.IsValid(credentials.TokenUrl))
        {
            oauth.Refuse("token_url", "is not an address such as https://login.example.org/token");
        }

        oauth.RefuseRest();
        return credentials;
    }

    private static Uri? Address(YamlSection section, string field, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "socks5")
        {
            return address;
        }

        // Not quoted: it may hold a password.
        section.Refuse(field, "is not an address such as http://proxy.example.org:3128");
        return null;
    }

    // The certificate itself, or the file that holds it.
    private static string? Pem(YamlSection tls, string field, SecretReader secrets) => secrets.Read(tls, field);

    private static X509Certificate2Collection Authorities(string pem)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(pem);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("no certificate in it");
    }

    private static T? Read<T>(YamlSection tls, string field, string pem, Func<string, T> read)
        where T : class
    {
        try
        {
            return read(pem);
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException)
        {
            tls.Refuse(tls.Has(field) ? field : $"{field}_file", $"holds nothing in the form of PEM that can be used: {broken.Message.TrimEnd('.')}");
            return null;
        }
    }

    private static SslProtocols Protocols(YamlSection tls)
    {
        // The older two are no more to be had on most machines.
        (string Name, SslProtocols Version)[] versions = [("TLS10", SslProtocols.None), ("TLS11", SslProtocols.None), ("TLS12", SslProtocols.Tls12), ("TLS13", SslProtocols.Tls13)];
        var (least, most) = (Version("min_version", 0), Version("max_version", versions.Length - 1));
        return least == 0 && most == versions.Length - 1 ? SslProtocols.None : versions[least..(Math.Max(least, most) + 1)].Aggregate(SslProtocols.None, static (all, one) => all | one.Version);

        int Version(string field, int otherwise)
        {
            if (tls.Text(field) is not { } name)
            {
                return otherwise;
            }

            var index = Array.FindIndex(versions, one => one.Name == name);
            if (index < 0)
            {
                tls.Refuse(field, $"'{name}' is not one of {string.Join(", ", versions.Select(static one => one.Name))}");
            }

            return index < 0 ? otherwise : index;
        }
    }
}
