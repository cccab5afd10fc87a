namespace PerfMonitor.Web.Live.Clients;

/// <summary>
/// One message to clients. The bytes are made once and shared by all of them; what differs by client, the id of its
/// subscription, stands in a head of a few bytes before them.
/// </summary>
/// <param name="Topic">For counting.</param>
/// <param name="Slot">A newer frame of the same slot takes the place of one that a slow client has not got yet.</param>
/// <param name="Body">UTF-8 JSON, or its rest when there is a head.</param>
/// <param name="Head">The beginning of the JSON, or nothing.</param>
internal sealed record Frame(string Topic, string Slot, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Head = default);
