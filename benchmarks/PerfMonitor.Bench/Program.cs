using System.Globalization;
using PerfMonitor.Bench.Backtesting;
using PerfMonitor.Bench.Catalogue;
using PerfMonitor.Bench.Chunks;
using PerfMonitor.Bench.Detection;
using PerfMonitor.Bench.Detection.Calibration;
using PerfMonitor.Bench.Detection.Robustness;
using PerfMonitor.Bench.EvaluatorCost;
using PerfMonitor.Bench.ExplainCost;
using PerfMonitor.Bench.Forecasts;
using PerfMonitor.Bench.Forecasts.MadeUp;
using PerfMonitor.Bench.Fuzzing;
using PerfMonitor.Bench.GatewayCost;
using PerfMonitor.Bench.IngestionCost;
using PerfMonitor.Bench.IntakeCost;
using PerfMonitor.Bench.ParseCost;
using PerfMonitor.Bench.PromQlDifferential;
using PerfMonitor.Bench.PromQlTest;
using PerfMonitor.Bench.SampleLinks;

return args switch
{
    ["promqltest", var folder, .. var options] => await PromQlTestCommand.RunAsync(folder, verbose: !options.Contains("--quiet")),
    ["promql-differential", "ask", var query, var seconds] => await DifferentialCommand.AskAsync(query, seconds, seed: 1),
    ["promql-differential", "ask", var query, var seconds, var seed] => await DifferentialCommand.AskAsync(query, seconds, int.Parse(seed, CultureInfo.InvariantCulture)),
    ["promql-differential", var queries, .. var options] when DifferentialOptions.Parse(queries, options) is { } asked => await DifferentialCommand.RunAsync(asked),
    ["evaluator-cost"] => await EvaluatorCostCommand.RunAsync(series: 1_000),
    ["evaluator-cost", var series] => await EvaluatorCostCommand.RunAsync(int.Parse(series, CultureInfo.InvariantCulture)),
    ["explain-cost"] => ExplainCostCommand.Run(series: 5_000, points: 240),
    ["explain-cost", var series, var points] => ExplainCostCommand.Run(int.Parse(series, CultureInfo.InvariantCulture), int.Parse(points, CultureInfo.InvariantCulture)),
    ["explain-api"] => await ExplainApiCommand.RunAsync(),
    ["forecast", var folder, var output, .. var options] when ForecastOptions.Parse(options) is { } asked => ForecastCommand.Run(folder, output, asked),
    ["forecast-backtest", var folder] => BackTestCommand.Run(folder),
    ["forecast-made-up"] => MadeUpForecastCommand.Run(firstSeed: 1_001),
    ["forecast-made-up", var seed] => MadeUpForecastCommand.Run(int.Parse(seed, CultureInfo.InvariantCulture)),
    ["forecast-cost"] => ForecastCostCommand.Run(),
    ["catalogue"] => CatalogueCommand.Run(series: 1_000_000),
    ["catalogue", var series] => CatalogueCommand.Run(int.Parse(series, CultureInfo.InvariantCulture)),
    ["intake"] => await IntakeCostCommand.RunAsync(),
    ["intake-send", var bus] => await IntakeCostCommand.SendAsync(new Uri(bus)),
    ["chunks"] => ChunksCommand.Run(),
    ["rule-backtest"] => await RuleBacktestCommand.RunAsync(),
    ["fuzz", var inputs, .. var options] when FuzzOptions.Parse(inputs, options) is { } asked => FuzzCommand.Run(asked),
    ["parse-cost"] => ParseCostCommand.Run(series: 5_000),
    ["parse-cost", var series] => ParseCostCommand.Run(int.Parse(series, CultureInfo.InvariantCulture)),
    ["ingestion-cost"] => await IngestionCostCommand.RunAsync(requests: 3_000, partitions: 2),
    ["ingestion-cost", var requests, var partitions] => await IngestionCostCommand.RunAsync(int.Parse(requests, CultureInfo.InvariantCulture), int.Parse(partitions, CultureInfo.InvariantCulture)),
    ["sample-link"] => await SampleLinkCommand.RunAsync(requests: 1_500, wanted: ""),
    ["sample-link", var wanted] => await SampleLinkCommand.RunAsync(requests: 1_500, wanted),
    ["gateway-cost", .. { Length: > 0 } programs] => await GatewayCostCommand.RunAsync(programs),
    ["nab", var nab, var output] => NabCommand.Run(nab, output),
    ["nab-robust", var nab, var cloud] => RobustnessCommand.Run(nab, cloud),
    ["nab-constants", var nab, var cloud] => ConstantsCommand.Run(nab, cloud),
    ["calibration", var nab, var cloud] => CalibrationCommand.Run(nab, cloud),
    ["cloud-monitoring", var folder] => CloudMonitoringCommand.Run(folder),
    ["detect-cost"] => DetectCostCommand.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: PerfMonitor.Bench <command>

          promqltest DIR [--quiet]   runs every *.test script of a folder (Prometheus' promqltest language),
                                     prints passed/total per file and what failed; exit code 1 if anything
                                     failed for another reason than native histograms or start timestamps

          promql-differential ask QUERY SECONDS[,END,STEP] [SEED]
                                     asks one query at so many seconds of that data, and prints both answers

          promql-differential N [--seed S] [--first I] [--connections C]
                                     asks N random queries of our engine and of an installed Prometheus over the same data, made
                                     as the queries are from S, and prints the smallest query of each difference; exit code 1
                                     if there is any

          evaluator-cost [SERIES]    time and allocation of evaluating queries per sample they select (1,000 series of
                                     six hours in memory)

          explain-cost [SERIES POINTS]
                                     ranks the series that moved with one among others (5,000 of 240 points)
                                     and prints the time beside that of one plain correlation of each; exit code 1 above 1 s

          explain-api                asks analytics, on servers of its own, what moved with one series of 5,001, each an
                                     hour of 15 seconds in the history and the live windows; exit code 1 if the median is above 1 s

          forecast DIR OUT [--horizon H] [--season M]
                                     forecasts every series of DIR/*.csv (a header, if any, then one series a row: its id,
                                     then its values, padded with empty cells) and writes, in the same layout,
                                     OUT/<name>.forecast.csv, OUT/<name>.lower.csv and OUT/<name>.upper.csv (95 %);
                                     <name> is the input's name without .csv. H and M follow the M4 competition
                                     where the name holds Hourly (48, 24), Daily (14, 7), Weekly (13, 52),
                                     Monthly (18, 12), Quarterly (8, 4) or Yearly (6, 1); else 48 and the season
                                     found in the data. A refused series has empty cells and a line on stderr.

          forecast-backtest DIR      forecasts the held-out ends of every time,value CSV below DIR, made hourly, by
                                     each method and by their combination: sMAPE, MASE, coverage and MSIS of each

          forecast-made-up [SEED]    the combination beside naive methods on made-up series of 27 kinds, 12 of each from the
                                     seed on (1001): sMAPE, its ratio to theirs, coverage

          forecast-cost              times a day ahead from four weeks of five-minute values; exit code 1 above 2 s

          catalogue [SERIES]         builds the catalogue of 1,000,000 series and prints what building takes in
                                     time and memory, and what finding series takes by kind of selector

          chunks                     bytes and nanoseconds per sample of the ways to encode samples, by kind of
                                     data and for the mix of a node exporter, and what roll-ups add

          intake                     processor time and allocation of analytics per sample, from the queue to the commit,
                                     as a whole and by stage, on servers of its own; intake-send URI is its sender

          rule-backtest              back-tests a rule over a month of a 15-second series, and the same step by
                                     step as live for comparison; exit code 1 if they differ

          fuzz N [--seed S] [--captures DIR]
                                     feeds the parsers of the text format, remote write and Snappy with N mutated
                                     inputs, made of the lines of the captures in DIR (plain or .gz) and of S; prints
                                     what was found, as hex; exit code 1 if anything was

          parse-cost [SERIES]        time and allocation of a sample (of 5,000 series) in each of those parsers and
                                     through admission, beside System.Text.Json reading as many numbers

          ingestion-cost [REQUESTS PARTITIONS]
                                     processor time of ingestion and of a private RabbitMQ per sample of remote-write
                                     requests (3,000 over 2 partitions) that come as fast as they are answered

          gateway-cost WEB.dll [WEB.dll ...]
                                     what the gateway adds to a small answer: requests to a service and through each
                                     build of PerfMonitor.Web in turn, and their times as ratios to those of the first

          sample-link [WORDS]        processor time of a private RabbitMQ per message and sample, by the form in which
                                     samples go through it: how many queues, what kind, how much a message holds; only the
                                     forms with WORDS in their name

          nab NABDIR OUTDIR          runs the default anomaly ensemble over every CSV under NABDIR/data and writes
                                     OUTDIR/<category>/<file>.csv with timestamp,value,anomaly_score; with NABDIR/labels it
                                     prints how often alerts were right by their confidence

          nab-robust NABDIR DIR      scores it by the rule of NAB on changed copies of NABDIR's series, on the
                                     cloud-monitoring set in DIR and on made-up series with the usual anomalies

          nab-constants NABDIR DIR   halves and doubles each constant that no formula gives and prints the scores of nab-robust,
                                     the false alerts on both sets, and how often samples are called overdue

          calibration NABDIR DIR     what its probabilities are worth: on made-up series, where it is known what is wrong,
                                     and on NABDIR and the cloud-monitoring set in DIR by a curve fitted on the others

          cloud-monitoring DIR       runs it over Microsoft's cloud-monitoring set and prints, per alert level, false
                                     alerts, episodes found, delay and accuracy, then false alerts by confidence

          detect-cost                times the ensemble per sample and measures its memory per series; exit code 1
                                     above 2 microseconds
        """);
    return 2;
}
