namespace PerfMonitor.Testing;

/// <summary>Changes bytes at random, a little at a time, so that what comes out is nearly what a parser expects.</summary>
public static class ByteMutation
{
    private const int MaximumChanges = 4;
    private const int LongestRemoved = 20;
    private const int LongestRepeated = 40;

    /// <summary>The bytes after one to three changes: bytes set, flipped, removed, put in or repeated, or one of the given tokens put in.</summary>
    public static byte[] Mutate(ReadOnlySpan<byte> seed, Random random, params ReadOnlySpan<byte[]> tokens)
    {
        var bytes = new List<byte>(seed.Length + LongestRepeated);
        bytes.AddRange(seed);
        for (var change = random.Next(1, MaximumChanges); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(tokens.IsEmpty ? 6 : 8))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 4:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(LongestRemoved)));
                    break;
                case 5:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(LongestRepeated))));
                    break;
                default:
                    bytes.InsertRange(at, tokens[random.Next(tokens.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>The bytes with one of them set or flipped: lengths stay right, so a parser comes further than with <see cref="Mutate"/>.</summary>
    public static byte[] ChangeOne(ReadOnlySpan<byte> seed, Random random)
    {
        var bytes = seed.ToArray();
        if (bytes.Length > 0)
        {
            var at = random.Next(bytes.Length);
            bytes[at] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)(bytes[at] ^ (1 << random.Next(8)));
        }

        return bytes;
    }
}
