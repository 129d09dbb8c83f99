using System.Globalization;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.ReachValidation;

/// <summary>What the model's <c>nicheShare</c> should be.</summary>
internal static class NicheCheck
{
    private static readonly double[] Shares = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 1];

    /// <summary>Runs it, and prints what came out.</summary>
    /// <param name="options">What was asked.</param>
    /// <param name="print">Takes the text, line by line.</param>
    public static void Run(ValidationOptions options, Action<string> print)
    {
        var rule = BuiltInFitModels.Default.Reach;
        Forecasts[] forecasts = [.. Shares.Select(share => new Forecasts(rule with { NicheShare = share }))];
        var progress = new Progress("populations", Setting.All.Length * (Setting.Sizes.Length - 1) * options.Populations);
        var columns = Setting.All.Select(setting => Column(setting)).ToArray();
        print("How often the truth lies below the lower end, nominally 10 %, over sets of 5, 10 and 20 creators of whose overlaps nothing is known and who tell their average reach:");
        print("");
        print($"| nicheShare | {string.Join(" | ", Setting.All.Select(setting => setting.Name))} |");
        print($"| ---: | {string.Join(" | ", Setting.All.Select(_ => "---:"))} |");
        for (var i = 0; i < Shares.Length; i++)
        {
            print(string.Create(CultureInfo.InvariantCulture,
                $"| {Shares[i]:0.##} | {string.Join(" | ", columns.Select(column => (100 * column[i].Below).ToString("0.0", CultureInfo.InvariantCulture) + " %"))} |"));
        }

        Coverage[] Column(Setting setting)
        {
            var coverages = Shares.Select(_ => new Coverage()).ToArray();

            // Of two, chance and a niche hardly differ.
            foreach (var size in Setting.Sizes.Where(size => size > 2))
            {
                foreach (var population in setting.Draw(size, options))
                {
                    var truth = population.Reached(Truth.RatesOf(population, population.Rates, rule.OwnLogSpread, curve: 0));
                    for (var i = 0; i < Shares.Length; i++)
                    {
                        coverages[i].Add(truth, forecasts[i].Net(population, Known.Nothing, population.Rates));
                    }

                    progress.Step();
                }
            }

            return coverages;
        }
    }
}
