namespace PerfMonitor.Pdf.Fonts;

/// <summary>Unicode code point → glyph index, from table <c>cmap</c> (segment formats 4 and 12).</summary>
internal abstract class CharacterMap
{
    /// <returns>0, the glyph for "missing", when the font has none.</returns>
    public abstract int GlyphOf(int codePoint);

    public static CharacterMap Read(FontTable table)
    {
        CharacterMap? basic = null;
        var count = table.UInt16(2);
        for (var i = 0; i < count; i++)
        {
            var platform = table.UInt16(4 + i * 8);
            var encoding = table.UInt16(6 + i * 8);
            var start = table.Offset32(8 + i * 8);
            var unicode = platform == 0 || (platform == 3 && encoding is 1 or 10);
            if (!unicode)
            {
                continue;
            }

            switch (table.UInt16(start))
            {
                case 12:
                    return new SegmentedCoverage(table, start);
                case 4:
                    basic ??= new SegmentMapping(table, start);
                    break;
            }
        }
        return basic ?? throw new FontFormatException("Font table 'cmap' has no Unicode map of format 4 or 12.");
    }

    /// <summary>Format 12: groups of (first, last, glyph of first), 12 bytes each, sorted, all of Unicode.</summary>
    private sealed class SegmentedCoverage : CharacterMap
    {
        private readonly FontTable _table;
        private readonly int _start;
        private readonly int _groups;

        public SegmentedCoverage(FontTable table, int start)
        {
            (_table, _start, _groups) = (table, start, table.Offset32(start + 12));
            if (_groups > (table.Length - start - 16) / 12)
            {
                throw new FontFormatException($"Font table 'cmap' ends at byte {table.Length}, before its {_groups} groups do.");
            }
        }

        public override int GlyphOf(int codePoint)
        {
            var (low, high) = (0, _groups - 1);
            while (low <= high)
            {
                var middle = (low + high) / 2;
                var group = _start + 16 + middle * 12;
                if (codePoint < _table.UInt32(group))
                {
                    high = middle - 1;
                }
                else if (codePoint > _table.UInt32(group + 4))
                {
                    low = middle + 1;
                }
                else
                {
                    return (int)(_table.UInt32(group + 8) + (uint)codePoint - _table.UInt32(group));
                }
            }
            return 0;
        }
    }

    /// <summary>
    /// Format 4: four parallel arrays (end, start, delta, range offset) over the basic plane. A range offset other
    /// than 0 counts from its own place into the glyph array behind, as the format was made for pointer arithmetic.
    /// </summary>
    private sealed class SegmentMapping : CharacterMap
    {
        private readonly FontTable _table;
        private readonly int _start;
        private readonly int _segments;

        public SegmentMapping(FontTable table, int start)
        {
            (_table, _start, _segments) = (table, start, table.UInt16(start + 6) / 2);
            _ = table.Slice(start, 16 + _segments * 8);
        }

        public override int GlyphOf(int codePoint)
        {
            if (codePoint > 0xFFFF)
            {
                return 0;
            }

            var ends = _start + 14;
            var (low, high) = (0, _segments);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_table.UInt16(ends + middle * 2) < codePoint)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }
            if (low == _segments)
            {
                return 0;
            }

            var starts = ends + _segments * 2 + 2;
            var first = _table.UInt16(starts + low * 2);
            if (codePoint < first)
            {
                return 0;
            }

            var delta = _table.UInt16(starts + _segments * 2 + low * 2);
            var rangePosition = starts + _segments * 4 + low * 2;
            var range = _table.UInt16(rangePosition);
            if (range == 0)
            {
                return (codePoint + delta) & 0xFFFF;
            }

            // The last segment of some fonts (0xFFFF) points behind the table on purpose: it maps nothing.
            var place = rangePosition + range + (codePoint - first) * 2;
            var glyph = place <= _table.Length - 2 ? _table.UInt16(place) : 0;
            return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
        }
    }
}
