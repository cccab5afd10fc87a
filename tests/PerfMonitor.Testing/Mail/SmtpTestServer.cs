using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PerfMonitor.Testing.Mail;

/// <summary>How an <see cref="SmtpTestServer"/> behaves; the default takes everything.</summary>
public sealed record SmtpTestBehaviour
{
    /// <summary>Offers STARTTLS, with a certificate nobody trusts.</summary>
    public bool OffersStartTls { get; init; }

    /// <summary>Takes mail only after a login with <c>user</c> and <c>right</c>.</summary>
    public bool WantsLogin { get; init; }

    /// <summary>Accepts connections and then says nothing.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Answers to RCPT TO by address; others are taken.</summary>
    public IReadOnlyDictionary<string, string> RecipientAnswers { get; init; } = new Dictionary<string, string>();

    /// <summary>The answer to the mail itself.</summary>
    public string DataAnswer { get; init; } = "250 2.0.0 queued";

    /// <summary>Takes the mail and then breaks the connection without an answer, as a crash at the worst moment does.</summary>
    public bool BreaksAfterData { get; init; }
}

/// <summary>A small SMTP server inside the test process, on a free loopback port.</summary>
public sealed class SmtpTestServer : IAsyncDisposable
{
    private static readonly Lazy<X509Certificate2> Certificate = new(SelfSigned);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <summary>Starts listening.</summary>
    public SmtpTestServer(SmtpTestBehaviour? behaviour = null)
    {
        Behaviour = behaviour ?? new();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Of the certificate behind STARTTLS, for tests that trust it.</summary>
    public static string CertificateHash => Certificate.Value.GetCertHashString();

    /// <summary>May be changed between mails.</summary>
    public SmtpTestBehaviour Behaviour { get; set; }

    /// <summary>The port it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What has arrived, oldest first.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. _mails];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var conversations = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                conversations.Add(ConverseAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
            {
                break;
            }
        }

        await Task.WhenAll(conversations);
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await new Conversation(this, client.GetStream()).RunAsync(_stop.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client hung up, or would not trust the certificate: both are what some tests are about.
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class Conversation(SmtpTestServer server, Stream stream)
    {
        private readonly SmtpTestBehaviour _behaviour = server.Behaviour;
        private readonly List<string> _recipients = [];
        private Stream _stream = stream;
        private string _from = "";
        private bool _loggedIn;

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            if (_behaviour.IsSilent)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            await SayAsync("220 test ESMTP", cancellationToken);
            while (await ReadLineAsync(cancellationToken) is { } line)
            {
                if (!await AnswerAsync(line, cancellationToken))
                {
                    return;
                }
            }
        }

        private async Task<bool> AnswerAsync(string line, CancellationToken cancellationToken)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync(string.Join("\r\n", ["250-test", .. _behaviour.OffersStartTls && _stream is not SslStream ? ["250-STARTTLS"] : Array.Empty<string>(), "250 AUTH LOGIN"]), cancellationToken);
                    return true;
                case "STARTTLS":
                    await SayAsync("220 go ahead", cancellationToken);
                    var tls = new SslStream(_stream);
                    await tls.AuthenticateAsServerAsync(Certificate.Value);
                    _stream = tls;
                    return true;
                case "AUTH":
                    await LogInAsync(line, cancellationToken);
                    return true;
                case "MAIL" when _behaviour.WantsLogin && !_loggedIn:
                    await SayAsync("530 5.7.0 Authentication Required", cancellationToken);
                    return true;
                case "MAIL":
                    _from = Address(line);
                    _recipients.Clear();
                    await SayAsync("250 ok", cancellationToken);
                    return true;
                case "RCPT":
                    var answer = _behaviour.RecipientAnswers.GetValueOrDefault(Address(line), "250 ok");
                    if (answer.StartsWith('2'))
                    {
                        _recipients.Add(Address(line));
                    }

                    await SayAsync(answer, cancellationToken);
                    return true;
                case "DATA":
                    return await TakeAsync(cancellationToken);
                case "QUIT":
                    await SayAsync("221 bye", cancellationToken);
                    return false;
                default:
                    await SayAsync("250 ok", cancellationToken);
                    return true;
            }
        }

        private async Task LogInAsync(string line, CancellationToken cancellationToken)
        {
            var parts = line.Split(' ');
            if (parts.Length < 3)
            {
                await SayAsync("334 VXNlcm5hbWU6", cancellationToken);
            }

            var user = Plain(parts.Length < 3 ? await ReadLineAsync(cancellationToken) : parts[2]);
            await SayAsync("334 UGFzc3dvcmQ6", cancellationToken);
            _loggedIn = user == "user" && Plain(await ReadLineAsync(cancellationToken)) == "right";
            await SayAsync(_loggedIn ? "235 welcome" : "535 5.7.8 Username and Password not accepted", cancellationToken);
        }

        private async Task<bool> TakeAsync(CancellationToken cancellationToken)
        {
            await SayAsync("354 end with a dot", cancellationToken);
            var raw = new StringBuilder();
            while (await ReadLineAsync(cancellationToken) is var line && line != ".")
            {
                if (line is null)
                {
                    // The client died in the middle of its mail: not taken.
                    return false;
                }

                raw.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            if (_behaviour.DataAnswer.StartsWith('2'))
            {
                server._mails.Enqueue(new ReceivedMail(_from, [.. _recipients], raw.ToString()));
            }

            if (_behaviour.BreaksAfterData)
            {
                return false;
            }

            await SayAsync(_behaviour.DataAnswer, cancellationToken);
            return true;
        }

        private async Task SayAsync(string line, CancellationToken cancellationToken) =>
            await _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellationToken);

        // Byte by byte, so that nothing of the TLS handshake is swallowed by a buffer.
        private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await _stream.ReadAsync(one, cancellationToken) == 1)
            {
                if (one[0] == '\n')
                {
                    return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                }

                line.Add(one[0]);
            }

            return null;
        }

        private static string Plain(string? base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64 ?? ""));

        private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.LastIndexOf('>')];
    }
}
