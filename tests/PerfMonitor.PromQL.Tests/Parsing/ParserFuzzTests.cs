using PerfMonitor.PromQL.Tests.Evaluation;

namespace PerfMonitor.PromQL.Tests.Parsing;

public sealed class ParserFuzzTests
{
    private const string Characters = "abmx_:(){}[]<>=!~+-*/%^@,.#\"'`\\0189 \n\t$é";

    private static readonly string[] Words =
    [
        "by", "on", "offset", "bool", "sum", "topk", "rate", "start()", "[5m]", "[5m:1m]", "1e9", "0x1f", "Inf", "=~", "\"\\xff\"", "fill(0)", "anchored", "{a=~\"(\"}", "1h2m",
    ];

    [Fact]
    public void A_mutilated_query_is_parsed_or_refused_with_a_place_within_it()
    {
        var random = new Random(17);
        for (int seed = 0; seed < 20_000; seed++)
        {
            string text = Mutilate(new RandomQueries(seed % 2_000).Vector(3), random);
            PromQuery? query = null;
            try
            {
                query = PromQuery.Parse(text);
            }
            catch (PromParseException refused)
            {
                Assert.InRange(refused.Position.Start, 0, text.Length);
                Assert.Matches(@"^\d+:\d+: parse error: .+", refused.Message);
            }

            // What was understood is understood when printed, too.
            if (query is not null) Assert.Equal(query.ToString(), PromQuery.Parse(query.ToString()).ToString());
        }
    }

    private static string Mutilate(string text, Random random)
    {
        for (int changes = random.Next(1, 5); changes > 0 && text.Length > 0; changes--)
        {
            int at = random.Next(text.Length);
            text = random.Next(5) switch
            {
                0 => text.Remove(at, random.Next(1, Math.Min(6, text.Length - at + 1))),
                1 => text.Insert(at, Words[random.Next(Words.Length)]),
                2 => text[..at] + text[random.Next(text.Length)..],
                _ => text.Insert(at, Characters[random.Next(Characters.Length)].ToString()),
            };
        }

        return text;
    }
}
