using System.Text.Json;

namespace PerfMonitor.SystemTests.Clients;

/// <summary>What arrived in the development inbox.</summary>
public sealed class InboxClient(Uri inbox) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly HttpClient _http = new() { BaseAddress = inbox };

    public async Task<IReadOnlyList<InboxMessage>> MessagesAsync(CancellationToken cancellationToken)
    {
        var text = await _http.GetStringAsync("/api/messages", cancellationToken);
        return JsonSerializer.Deserialize<Answer>(text, Json)!.Messages;
    }

    public Task<byte[]> AttachmentAsync(string message, int index, CancellationToken cancellationToken) =>
        _http.GetByteArrayAsync($"/api/messages/{message}/attachments/{index}", cancellationToken);

    public void Dispose() => _http.Dispose();

    private sealed record Answer(IReadOnlyList<InboxMessage> Messages);
}

/// <summary>One message of the inbox; <c>Body</c> is what a sink received, <c>Deliveries</c> how often the same message came.</summary>
public sealed record InboxMessage(string Id, string Kind, string? Subject, string? Text, string? Html, JsonElement Body, int Deliveries, IReadOnlyList<InboxAttachment>? Attachments)
{
    /// <summary>All that a person could read in it.</summary>
    public string Everything => $"{Subject}\n{Text}\n{Html}\n{(Body.ValueKind == JsonValueKind.Undefined ? "" : Body.ToString())}";
}

/// <summary>A file that came with a mail.</summary>
public sealed record InboxAttachment(string Name, string ContentType, long Size);
