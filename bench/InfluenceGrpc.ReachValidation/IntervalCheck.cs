using System.Globalization;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.ReachValidation;

/// <summary>How often the interval holds the truth.</summary>
internal static class IntervalCheck
{
    private static readonly ReachRule Rule = BuiltInFitModels.Default.Reach;

    private static readonly (string Name, ReachRule Rule, bool TellsRates, double Spread, double Curve)[] Reaches =
    [
        ("Reach is known exactly, overlaps are not (the model's spread of a profile's own average set to 0):",
            Rule with { OwnLogSpread = 0 }, true, 0, 0),
        ("Profiles tell their average reach, which is off as the model takes it to be:", Rule, true, Rule.OwnLogSpread, 0),
        ("Profiles do not tell; reach rates are about the model's curve as the model takes them to be:", Rule, false, Rule.LogSpread, Rule.CurveLogSpread),
    ];

    private static readonly Known[] Overlaps = [Known.Nothing, Known.Segments, Known.Pairs];

    /// <summary>Runs it, and prints what came out.</summary>
    /// <param name="options">What was asked.</param>
    /// <param name="print">Takes the text, line by line.</param>
    public static void Run(ValidationOptions options, Action<string> print)
    {
        print(string.Create(CultureInfo.InvariantCulture,
            $"{options.Populations} populations for each setting and number of creators. Cells: how often the interval holds the truth, nominally 80 % (how often the truth lies below / above it)."));
        var progress = new Progress("populations", Reaches.Length * Setting.All.Length * Setting.Sizes.Length * options.Populations);
        foreach (var reach in Reaches)
        {
            var forecasts = new Forecasts(reach.Rule);
            print("");
            print(reach.Name);
            print($"| followers | known | {string.Join(" | ", Setting.Sizes.Select(size => $"{size} creators"))} |");
            print($"| --- | --- | {string.Join(" | ", Setting.Sizes.Select(_ => "---:"))} |");
            foreach (var setting in Setting.All)
            {
                var columns = Setting.Sizes.Select(size => Column(setting, size)).ToArray();
                for (var i = 0; i < Overlaps.Length; i++)
                {
                    print($"| {setting.Name} | {NameOf(Overlaps[i])} | {string.Join(" | ", columns.Select(column => column[i].ToString()))} |");
                }
            }

            Coverage[] Column(Setting setting, int size)
            {
                var coverages = Overlaps.Select(_ => new Coverage()).ToArray();
                foreach (var population in setting.Draw(size, options))
                {
                    var told = reach.TellsRates ? population.Rates : [];
                    var truth = population.Reached(Truth.RatesOf(population, told, reach.Spread, reach.Curve));
                    for (var i = 0; i < Overlaps.Length; i++)
                    {
                        coverages[i].Add(truth, forecasts.Net(population, Overlaps[i], told));
                    }

                    progress.Step();
                }

                return coverages;
            }
        }
    }

    private static string NameOf(Known known) => known switch
    {
        Known.Nothing => "nothing",
        Known.Segments => "segments",
        _ => "all pairs",
    };
}
