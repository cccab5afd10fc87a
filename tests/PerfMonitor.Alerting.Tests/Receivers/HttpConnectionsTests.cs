using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;
using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Tests.Alertmanager;
using PerfMonitor.Testing.Http;

namespace PerfMonitor.Alerting.Tests.Receivers;

/// <summary>How channels of Alertmanager's file are reached, as its <c>http_config</c> says.</summary>
public sealed class HttpConnectionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("authorization: { type: Token, credentials: abc }", "Authorization", "Token abc")]
    [InlineData("basic_auth: { username: u, password_file: pw }", "Authorization", "Basic dTpjb250ZW50IG9mIHB3")]
    [InlineData("bearer_token_file: token", "Authorization", "Bearer content of token")]
    [InlineData("http_headers: { X-Team: { values: [a], secrets: [b], files: [c] } }", "X-Team", "a,b,content of c")]
    public async Task Signs_in_and_adds_headers(string http, string name, string value)
    {
        await using var server = await HttpTestServer.StartAsync();

        foreach (var (own, global) in (IReadOnlyList<(string, string)>)[($", http_config: {{ {http} }}", "{}"), ("", $"{{ http_config: {{ {http} }} }}")])
        {
            await FileChannels.Only(FileChannels.File($"webhook_configs: [ {{ url: '{server.Url}'{own} }} ]", global)).SendAsync(Samples.Notification(), Token);
        }

        Assert.Equal([value, value], server.Requests.Select(request => request.Headers[name].Replace(", ", ",", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Goes_through_a_proxy_but_not_to_hosts_that_are_reached_without()
    {
        await using var proxy = await HttpTestServer.StartAsync();
        var http = $"proxy_url: '{proxy.Url}', no_proxy: 'other.example, .direct.example'";

        await FileChannels.Only(FileChannels.File($"webhook_configs: [ {{ url: 'http://hook.example/x', http_config: {{ {http} }} }} ]")).SendAsync(Samples.Notification(), Token);

        Assert.Equal("hook.example", Assert.Single(proxy.Requests).Headers["Host"]);
    }

    [Theory]
    [InlineData("407 Proxy Authentication Required")]
    [InlineData("403 Forbidden")]
    [InlineData("502 Bad Gateway")]
    public async Task Does_not_tell_the_password_of_a_proxy_that_refuses(string answer)
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var refusing = RefuseAsync(proxy, answer);

        var outcome = await FileChannels.Only(FileChannels.File(
            $"webhook_configs: [ {{ url: 'https://hook.example/x', http_config: {{ proxy_url: 'http://bob:pass%20word@127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}' }} }} ]")).SendAsync(Samples.Notification(), Token);

        Assert.Contains(answer[..3], Assert.IsType<Outcome.RetryLater>(outcome).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("bob", outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("word", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal($"Basic {Convert.ToBase64String("bob:pass word"u8)}", await refusing);
    }

    // Says what a proxy asked for a tunnel says, and returns with whose name it was asked.
    private static async Task<string> RefuseAsync(TcpListener proxy, string answer)
    {
        for (var signedIn = ""; ;)
        {
            using var client = await proxy.AcceptTcpClientAsync(Token);
            using var reader = new StreamReader(client.GetStream());
            while (await reader.ReadLineAsync(Token) is { Length: > 0 } line)
            {
                signedIn = line.StartsWith("Proxy-Authorization: ", StringComparison.OrdinalIgnoreCase) ? line[21..] : signedIn;
            }

            // Who is not known is asked who he is first.
            var status = signedIn.Length == 0 ? "407 Proxy Authentication Required" : answer;
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), Token);
            if (signedIn.Length > 0)
            {
                return signedIn;
            }
        }
    }

    [Theory]
    [InlineData("other.example", "http://other.example/", true)]
    [InlineData("other.example", "http://a.other.example/", true)]
    [InlineData(".other.example", "http://a.other.example/", true)]
    [InlineData("other.example", "http://another.example/", false)]
    [InlineData("other.example:8080", "http://other.example/", false)]
    [InlineData("other.example:8080", "http://other.example:8080/", true)]
    [InlineData("10.0.0.0/8,x", "http://10.1.2.3/", true)]
    [InlineData("10.0.0.0/8", "http://11.1.2.3/", false)]
    [InlineData("::1", "http://[::1]/", true)]
    [InlineData("*", "http://any.example/", true)]
    [InlineData("", "http://any.example/", false)]
    public void Leaves_the_proxy_aside_where_it_is_told_to(string without, string url, bool aside) => Assert.Equal(aside, new ChannelProxy(new Uri("http://proxy"), without).IsBypassed(new Uri(url)));

    [Fact]
    public async Task Gets_a_token_once_and_again_when_it_is_not_accepted_any_more()
    {
        await using var server = await HttpTestServer.StartAsync();
        var tokens = 0;
        server.Answer = context =>
        {
            if (context.Request.Path == "/token")
            {
                return context.Response.WriteAsync($"{{\"access_token\":\"token-{++tokens}\",\"expires_in\":3600}}");
            }

            context.Response.StatusCode = server.Requests.Count == 3 ? 401 : 200;
            return Task.CompletedTask;
        };
        var channel = FileChannels.Only(FileChannels.File(
            $"webhook_configs: [ {{ url: '{server.Url}/hook', http_config: {{ oauth2: {{ client_id: me, client_secret_file: s, token_url: '{server.Url}/token', scopes: [a, b], endpoint_params: {{ audience: x }} }} }} }} ]"));

        foreach (var _ in Enumerable.Range(0, 3))
        {
            await channel.SendAsync(Samples.Notification(), Token);
        }

        Assert.Equal(
            ["/token ", "/hook Bearer token-1", "/hook Bearer token-1", "/token ", "/hook Bearer token-2"],
            server.Requests.Select(request => $"{request.Path} {request.Headers.GetValueOrDefault("Authorization")}"));
        Assert.Equal("grant_type=client_credentials&client_id=me&client_secret=content+of+s&audience=x&scope=a+b", server.Requests[0].Body);
    }

    [Fact]
    public async Task Says_that_there_is_no_token_without_what_the_server_said()
    {
        await using var server = await HttpTestServer.StartAsync();
        server.Answer = static context =>
        {
            context.Response.StatusCode = 403;
            return context.Response.WriteAsync("client_secret was hush-hush");
        };
        var channel = FileChannels.Only(FileChannels.File($"webhook_configs: [ {{ url: '{server.Url}/hook', http_config: {{ oauth2: {{ client_id: me, client_secret: hush-hush, token_url: '{server.Url}/token' }} }} }} ]"));

        Assert.Equal(
            new Outcome.RetryLater($"no token from {server.Url}: 403; check client_id, client_secret and scopes of oauth2"),
            await channel.SendAsync(Samples.Notification(), Token));
    }

    public static TheoryData<string, bool> Trusted => new()
    {
        { "ca: CA", true },
        { "ca: CA, server_name: localhost", true },
        { "ca: CA, server_name: other.example", false },
        { "ca: OTHER", false },
        { "insecure_skip_verify: true", true },
        { "server_name: localhost", false },
        { "{}", false },
    };

    [Theory]
    [MemberData(nameof(Trusted))]
    public void Trusts_whom_tls_config_names(string config, bool trusted)
    {
        var (ours, other) = (Authority("Ours"), Authority("Other"));
        using var server = Certificate(ours, "localhost");
        var file = FileChannels.File(
            $"webhook_configs: [ {{ url: 'https://x', http_config: {{ tls_config: {{ {config.Replace("{}", "", StringComparison.Ordinal).Replace("ca: CA", $"ca: {Quoted(ours)}", StringComparison.Ordinal).Replace("ca: OTHER", $"ca: {Quoted(other)}", StringComparison.Ordinal)} }} }} }} ]");
        Assert.Empty(file.Errors);
        using var chain = new X509Chain();

        // As the framework hands it over: the machine does not know the authority, and the address was another.
        var errors = SslPolicyErrors.RemoteCertificateChainErrors | (config.Contains("server_name", StringComparison.Ordinal) ? SslPolicyErrors.RemoteCertificateNameMismatch : SslPolicyErrors.None);

        Assert.Equal(trusted, Assert.Single(file.Channels).Connection.Tls.Trusts(this, server, chain, errors));
    }

    [Fact]
    public void Shows_a_certificate_of_its_own()
    {
        using var key = RSA.Create(2048);
        using var own = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = AlertmanagerFile.Read(
            "route: { receiver: x }\nreceivers: [ { name: x, webhook_configs: [ { url: 'https://x', http_config: { tls_config: { cert_file: c, key_file: k, min_version: TLS12, max_version: TLS12 } } } ] } ]",
            new FakeFiles(("c", own.ExportCertificatePem()), ("k", key.ExportPkcs8PrivateKeyPem())));

        Assert.Empty(file.Errors);
        var tls = Assert.Single(file.Channels).Connection.Tls.Options();
        Assert.Equal((own.Thumbprint, System.Security.Authentication.SslProtocols.Tls12), (((X509Certificate2)tls.ClientCertificates![0]).Thumbprint, tls.EnabledSslProtocols));
        Assert.True(((X509Certificate2)tls.ClientCertificates[0]).HasPrivateKey);
    }

    private static X509Certificate2 Authority(string name)
    {
        var request = new CertificateRequest($"CN={name}", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static X509Certificate2 Certificate(X509Certificate2 authority, string host)
    {
        var request = new CertificateRequest($"CN={host}", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        return request.Create(authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddHours(12), [1, 2, 3]);
    }

    // A PEM in one line of YAML.
    private static string Quoted(X509Certificate2 certificate) => $"\"{certificate.ExportCertificatePem().ReplaceLineEndings("\\n")}\"";
}
