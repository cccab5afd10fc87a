using System.ComponentModel.DataAnnotations;
using System.Globalization;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>The mail server as <c>global</c> names it (<c>smtp_smarthost</c> …) or a receiver (<c>smarthost</c> …).</summary>
internal sealed class MailSettings
{
    private readonly string? _smarthost;
    private readonly string? _from;
    private readonly string? _user;
    private readonly string? _password;
    private readonly string? _secret;
    private readonly string? _identity;
    private readonly bool? _requireTls;
    private readonly bool? _implicitTls;
    private readonly TlsSettings? _tls;

    /// <param name="section">Where it stands; null: nowhere.</param>
    /// <param name="prefix">What its fields begin with.</param>
    /// <param name="secrets">Reads what may stand in a file of its own.</param>
    /// <param name="others">What is taken where it says nothing.</param>
    public MailSettings(YamlSection? section, string prefix, SecretReader secrets, MailSettings? others = null)
    {
        _smarthost = Text("smarthost") ?? others?._smarthost;
        _from = Text("from") ?? others?._from;
        _user = Text("auth_username") ?? others?._user;
        _password = Secret("auth_password") ?? others?._password;
        _secret = Secret("auth_secret") ?? others?._secret;
        _identity = Text("auth_identity") ?? others?._identity;
        _requireTls = section?.Flag($"{prefix}require_tls") ?? others?._requireTls;
        _implicitTls = section?.Flag($"{prefix}force_implicit_tls") ?? others?._implicitTls;
        _tls = section?.Section($"{prefix}tls_config") is { } tls ? HttpSettings.Tls(tls, secrets) : others?._tls;

        // What we greet the server with is this machine's name.
        section?.PassOver($"{prefix}hello");

        string? Text(string field) => section?.Text(prefix + field);
        string? Secret(string field) => section is null ? null : secrets.Read(section, prefix + field);
    }

    /// <summary>Whose certificate the server may have; null: what this machine trusts.</summary>
    public TlsSettings? Tls => _tls;

    /// <summary>The server of a receiver; null: the one of the section <c>Smtp</c>, because the file names none.</summary>
    public SmtpOptions? Server(IntegrationReader integration)
    {
        if (_smarthost is null)
        {
            return null;
        }

        var at = _smarthost.LastIndexOf(':');
        if (at < 0 || !int.TryParse(_smarthost.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            integration.Section.Refuse("smarthost", $"'{_smarthost}' is not a mail server with its port, such as smtp.example.org:587");
            return null;
        }

        var server = new SmtpOptions
        {
            Host = _smarthost[..at].Trim('[', ']'),
            Port = port,
            From = _from ?? new SmtpOptions().From,
            UserName = _user ?? "",
            Password = _password ?? "",
            UseStartTls = _requireTls,
        };
        if (Unfit(server) is { } unfit)
        {
            integration.Lack("smarthost", unfit);
        }

        return server;
    }

    private string? Unfit(SmtpOptions server) =>
        _implicitTls == true ? "TLS from the first byte (force_implicit_tls) is not supported; use the submission port 587 with STARTTLS"
        : _secret is not null && _password is null ? "CRAM-MD5 (auth_secret) is not supported; give auth_password, with which LOGIN signs in after STARTTLS"
        : _identity is { Length: > 0 } && _identity != (_user ?? "") ? $"to sign in as one user for another (auth_identity '{_identity}') is not supported; give the mailbox a user of its own, or leave auth_identity out"
        : _tls is { Certificate: not null } ? "a certificate of our own (cert_file) for the mail server is not supported; sign in with auth_username and auth_password"
        : _tls is { Protocols: not System.Security.Authentication.SslProtocols.None } ? "TLS versions (min_version, max_version) cannot be chosen for the mail server; this machine chooses"
        : server.Validate(new ValidationContext(server)).FirstOrDefault() is { ErrorMessage: { } wrong } ? wrong.TrimEnd('.')
        : null;
}
