using System.Globalization;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.ReachValidation;

/// <summary>How far different ways to compute net reach are off.</summary>
internal static class NetCheck
{
    private static readonly Forecasts Served = new(BuiltInFitModels.Default.Reach);

    private static readonly (string Name, Func<Population, Rivals, double> Net)[] Ways =
    [
        ("served: nothing known of overlaps", (population, _) => Served.Net(population, Known.Nothing, population.Rates).Value),
        ("served: segments known", (population, _) => Served.Net(population, Known.Segments, population.Rates).Value),
        ("served: half of the pairs known", (population, _) => Served.Net(population, Known.HalfOfThePairs, population.Rates).Value),
        ("served: all pairs known", (population, _) => Served.Net(population, Known.Pairs, population.Rates).Value),
        ("Sainsbury", (_, rivals) => rivals.Sainsbury),
        ("canonical expansion", (_, rivals) => rivals.Canonical),
        ("Agostini", (_, rivals) => rivals.Agostini),
        ("Agostini between canonical and Sainsbury", (_, rivals) => rivals.BetweenFormulas),
        ("Agostini within the bounds of pairs", (_, rivals) => rivals.WithinBounds),
        ("lower bound (Dawson-Sankoff)", (_, rivals) => rivals.Lower),
        ("upper bound (Hunter-Worsley)", (_, rivals) => rivals.Upper),
    ];

    /// <summary>Runs it, and prints what came out.</summary>
    /// <param name="options">What was asked.</param>
    /// <param name="print">Takes the text, line by line.</param>
    public static void Run(ValidationOptions options, Action<string> print)
    {
        print(string.Create(CultureInfo.InvariantCulture,
            $"{options.Populations} populations of {Population.People:N0} people for each setting and number of creators. Cells: mean absolute error / mean error, of the truth."));
        var progress = new Progress("populations", Setting.All.Length * Setting.Sizes.Length * options.Populations);
        foreach (var setting in Setting.All)
        {
            var columns = Setting.Sizes.Select(size => Column(setting, size, options, progress)).ToArray();
            print("");
            print($"{setting.Name}: the smaller of two creators shares {string.Join(", ", columns.Select(column => Percent(column.Shared)))} of its followers, mean over all pairs");
            print($"| way | {string.Join(" | ", Setting.Sizes.Select(size => $"{size} creators"))} |");
            print($"| --- | {string.Join(" | ", Setting.Sizes.Select(_ => "---:"))} |");
            for (var way = 0; way < Ways.Length; way++)
            {
                print($"| {Ways[way].Name} | {string.Join(" | ", columns.Select(column => $"{Percent(column.Off[way])} / {Signed(column.Error[way])}"))} |");
            }
        }
    }

    private static (double[] Off, double[] Error, double Shared) Column(Setting setting, int size, ValidationOptions options, Progress progress)
    {
        var (off, error, shared) = (new double[Ways.Length], new double[Ways.Length], 0.0);
        foreach (var population in setting.Draw(size, options))
        {
            var rivals = new Rivals(population, population.Rates);
            var truth = population.Reached(population.Rates);
            shared += Shared(population);
            for (var way = 0; way < Ways.Length; way++)
            {
                var relative = (Ways[way].Net(population, rivals) / truth) - 1;
                off[way] += Math.Abs(relative) / options.Populations;
                error[way] += relative / options.Populations;
            }

            progress.Step();
        }

        return (off, error, shared / options.Populations);
    }

    private static double Shared(Population population)
    {
        var (sum, pairs, count) = (0.0, 0, population.Counts.Length);
        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                sum += population.ShareOfSmaller(i, j);
                pairs++;
            }
        }

        return sum / pairs;
    }

    private static string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    private static string Signed(double share) => (100 * share).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) + " %";
}
