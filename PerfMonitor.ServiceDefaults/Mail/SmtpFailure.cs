using System.Globalization;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Turns what the framework's mail client throws into a sentence an operator can act on.</summary>
internal static class SmtpFailure
{
    // SmtpStatusCode has no names for these.
    private const SmtpStatusCode AuthenticationFailed = (SmtpStatusCode)535;
    private const SmtpStatusCode AuthenticationRequired = SmtpStatusCode.MustIssueStartTlsFirst; // 530

    public static MailException Translate(SmtpException exception, IReadOnlyList<string> to, SmtpOptions options)
    {
        var server = $"{options.Host}:{options.Port}";
        var (failure, message) = exception switch
        {
            SmtpFailedRecipientException refused when RefusedRecipients(refused, to) is var all => (
                all.Any(static one => one.IsTransient) ? MailFailure.Busy : MailFailure.RecipientRefused,
                $"{server} refused every recipient: {string.Join("; ", all)}"),
            { InnerException: { } inner } when Find<SocketException>(inner) is { } socket => (
                MailFailure.Unreachable,
                $"{server} cannot be reached: {socket.Message}. Check Smtp:Host and Smtp:Port."),
            { InnerException: { } inner } when Find<AuthenticationException>(inner) is { } tls => (
                MailFailure.Encryption,
                $"The TLS connection to {server} failed: {tls.Message} Install the server's certificate authority on this machine, or name the host as in its certificate."),
            { InnerException: IOException broken } => (
                MailFailure.Unreachable,
                $"{server} closed the connection: {broken.Message}"),
            // Thrown before a byte of the mail is sent, with no status of its own.
            { StatusCode: SmtpStatusCode.GeneralFailure } when options.Encrypts && exception.Message.Contains("secure connections", StringComparison.Ordinal) => (
                MailFailure.Encryption,
                $"{server} does not offer STARTTLS. Use its submission port (usually 587), or set Smtp:UseStartTls to false for a server without a password."),
            // The client tries every login method in turn, ignores that all were refused and goes on as nobody:
            // what is reported is the server's refusal to take mail from nobody.
            { StatusCode: AuthenticationRequired or AuthenticationFailed or SmtpStatusCode.ClientNotPermitted } when options.UserName.Length > 0 => (
                MailFailure.Authentication,
                $"{server} did not accept Smtp:UserName '{options.UserName}' with Smtp:Password (or offers no LOGIN or NTLM authentication). Providers with two-step login want an application password. Its answer: {Answer(exception)}"),
            { StatusCode: AuthenticationRequired or AuthenticationFailed or SmtpStatusCode.ClientNotPermitted } => (
                MailFailure.Authentication,
                $"{server} wants a login{(options.Encrypts ? "" : " or an encrypted connection")}; set Smtp:UserName and Smtp:Password{(options.Encrypts ? "" : ", or Smtp:UseStartTls to true")}. Its answer: {Answer(exception)}"),
            { StatusCode: >= (SmtpStatusCode)400 and < (SmtpStatusCode)500 } => (
                MailFailure.Busy,
                $"{server} cannot take the mail now ({(int)exception.StatusCode}): {Answer(exception)}"),
            { StatusCode: SmtpStatusCode.GeneralFailure } => (
                MailFailure.Unreachable,
                $"{server} broke off: {Answer(exception)}"),
            _ => (
                MailFailure.Refused,
                $"{server} refused the mail ({(int)exception.StatusCode}): {Answer(exception)}"),
        };
        return new MailException(failure, message, exception);
    }

    /// <summary>Each refused recipient with the server's reason.</summary>
    public static IReadOnlyList<RefusedRecipient> RefusedRecipients(SmtpFailedRecipientException exception, IReadOnlyList<string> to) =>
        Each(exception).Select(one => new RefusedRecipient(Named(one.FailedRecipient?.Trim('<', '>') ?? "", to), $"{(int)one.StatusCode} {Answer(one)}", (int)one.StatusCode is >= 400 and < 500)).ToList();

    // The client reports the bare address, with the domain as it went over the wire.
    private static string Named(string address, IReadOnlyList<string> to) => to.FirstOrDefault(one =>
        MailAddress.TryCreate(one, out var known)
        && (address.Equals(known.Address, StringComparison.OrdinalIgnoreCase) || (!Ascii.IsValid(known.Host) && address.Equals($"{known.User}@{new IdnMapping().GetAscii(known.Host)}", StringComparison.OrdinalIgnoreCase)))) ?? address;

    private static SmtpFailedRecipientException[] Each(SmtpFailedRecipientException exception) =>
        exception is SmtpFailedRecipientsException many ? many.InnerExceptions : [exception];

    private static string Answer(SmtpException exception)
    {
        const string Marker = "The server response was: ";
        var at = exception.Message.IndexOf(Marker, StringComparison.Ordinal);
        return at < 0 ? exception.Message : exception.Message[(at + Marker.Length)..];
    }

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }
        return null;
    }
}
