namespace PerfMonitor.TimeSeries.Tests;

public sealed class IntegerPackingTests
{
    [Theory]
    [InlineData(new long[] { 0 })]
    [InlineData(new long[] { 5, 5, 5, 5 })]
    [InlineData(new long[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(new long[] { 1, 4, 9, 16, 25, 36 })]
    [InlineData(new long[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 900, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new long[] { 0, 1, 0, 1L << 40, 0, 2, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1 })]
    [InlineData(new long[] { 0, 1L << 62, 1, 2, 3, 5, 8, 1L << 61, 13 })]
    [InlineData(new long[] { long.MinValue, long.MaxValue, 0, -1, long.MinValue })]
    public void Integers_come_back(long[] values)
    {
        var buffer = new byte[IntegerPacking.MaxBytes(values.Length)];
        var writer = new ByteWriter(buffer);
        IntegerPacking.Write(ref writer, values.ToArray());

        var read = new long[values.Length];
        var reader = new ByteReader(buffer.AsSpan(0, writer.Position));

        Assert.True(IntegerPacking.TryRead(ref reader, read));
        Assert.True(reader.AtEnd);
        Assert.Equal(values, read);
    }

    [Theory]
    [InlineData(0, 0)] // equal: no difference at all
    [InlineData(3, 1)] // a straight line: the slope
    [InlineData(7, 2)] // a parabola: the change of the slope
    public void The_order_of_differences_follows_the_shape(int shape, int order)
    {
        long[] values = [.. Enumerable.Range(0, 64).Select(i => shape switch { 0 => 9L, 3 => 1000L * i, _ => 1000L * i * i })];
        var buffer = new byte[IntegerPacking.MaxBytes(values.Length)];
        var writer = new ByteWriter(buffer);
        IntegerPacking.Write(ref writer, values);

        Assert.Equal(order, buffer[0]);
    }
}
