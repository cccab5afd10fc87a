using System.Globalization;
using PerfMonitor.Testing.Servers;
using RabbitMQ.Client;

namespace PerfMonitor.Bench.SampleLinks;

/// <summary>
/// What RabbitMQ's part of taking samples costs, by the form they are carried in: processor time of a private broker and of both clients, per
/// message and per sample, from the publish until the acknowledgement.
/// </summary>
internal static class SampleLinkCommand
{
    private const int SamplesPerRequest = 2_000;

    private static readonly LinkVariant[] Variants =
    [
        new("8 queues") { Queues = 8 },
        new("4 queues") { Queues = 4 },
        new("2 queues"),
        new("1 queue") { Queues = 1 },
        new("2 queues, 4 requests a message") { RequestsPerMessage = 4, Concurrency = 1 },
        new("2 queues, one request at a time") { Concurrency = 1 },
        new("2 queues, one channel") { ChannelPerQueue = false },
        new("2 queues, acknowledged at once") { AcknowledgedAfter = TimeSpan.Zero },
        new("2 queues, acknowledged one by one") { AcknowledgedTogether = 1 },
        new("2 queues, half the bytes") { BytesPerSample = 9 },
        new("2 queues, not persistent") { Mode = DeliveryModes.Transient },
        new("2 queues, schedulers spin") { VirtualMachine = "" },
        new("2 queues, two schedulers") { VirtualMachine = $"{LinkVariant.Sleeping} {LinkVariant.Schedulers(2)}" },
        new("2 queues, no statistics") { Settings = "collect_statistics = none" },
        new("2 queues, classic") { Arguments = Classic() },
        new("2 queues, classic, two schedulers") { Arguments = Classic(), VirtualMachine = $"{LinkVariant.Sleeping} {LinkVariant.Schedulers(2)}" },
        new("2 queues, classic, version 2") { Arguments = Classic(("x-queue-version", 2)) },
        new("2 queues, classic, lazy") { Arguments = Classic(("x-queue-mode", "lazy")) },
        new("2 queues, classic, bodies in the index") { Arguments = Classic(), Settings = "queue_index_embed_msgs_below = 65536" },
    ];

    public static async Task<int> RunAsync(int requests, string wanted)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{requests} requests of {SamplesPerRequest} samples"));
        Console.WriteLine($"{"",-40} {"messages",8} {"bytes",7} {"k samples/s",12} {"broker us/message",18} {"broker ns/sample",17} {"clients ns/sample",18}");
        foreach (var variant in Variants.Where(variant => variant.Name.Contains(wanted, StringComparison.Ordinal)))
        {
            using var broker = PrivateRabbitMQ.TryStart(variant.Settings, variant.VirtualMachine);
            if (broker is null)
            {
                Console.Error.WriteLine(PrivateRabbitMQ.Missing);
                return 1;
            }

            var figures = await new LinkRun(broker, variant, SamplesPerRequest).RunAsync(requests);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{variant.Name,-40} {figures.Messages,8} {variant.MessageBytes(SamplesPerRequest),7} {figures.Samples / figures.Elapsed.TotalSeconds / 1_000,12:F0} {figures.Broker.TotalMicroseconds / figures.Messages,18:F0} {figures.Broker.TotalNanoseconds / figures.Samples,17:F0} {figures.Client.TotalNanoseconds / figures.Samples,18:F0}"));
        }

        return 0;
    }

    private static Dictionary<string, object?> Classic(params (string Name, object Value)[] further) =>
        new(further.Select(static one => KeyValuePair.Create<string, object?>(one.Name, one.Value))) { ["x-single-active-consumer"] = true };
}
