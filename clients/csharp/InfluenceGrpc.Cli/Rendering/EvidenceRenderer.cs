using System.Globalization;
using Influence.V1;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>What a derived brief rests on, part by part.</summary>
internal sealed class EvidenceRenderer(Ink ink)
{
    private const int MostLifts = 5;

    public void Render(DeriveBriefResponse answer)
    {
        var background = answer.Background > 0 ? $"{Figures.Count(answer.Background)} background creators" : "the model's own background";
        ink.Line($"[bold]A brief from {Figures.Count(answer.Examples)} examples[/], against {background}");
        ink.Line();
        var names = Figures.Column(["part", .. answer.Evidence.Select(part => part.Part)]);
        var told = Figures.Column(["told by", .. answer.Evidence.Select(part => Figures.Count(part.Examples))], right: true);
        var taken = Figures.Column(["taken", .. answer.Evidence.Select(part => part.Included ? "yes" : "no")]);
        ink.Line($"  {names[0]}  {told[0]}  {taken[0]}  what sets them apart, and how many times as common it is");
        for (var i = 0; i < answer.Evidence.Count; i++)
        {
            var part = answer.Evidence[i];
            var colour = part.Included ? "green" : "grey";
            ink.Line($"  [bold]{Ink.Plain(names[i + 1])}[/]  {told[i + 1]}  [{colour}]{taken[i + 1]}[/]  {Ink.Plain(Lifts(part))}");
            ink.Line($"[grey]{new string(' ', names[0].Length + 4)}{Ink.Plain(part.Sentence)}[/]");
        }
    }

    private static string Lifts(BriefEvidence part)
    {
        var more = part.Lifts.Count > MostLifts ? $", and {part.Lifts.Count - MostLifts} more" : "";
        return part.Lifts.Count == 0 ? "-" : string.Join(", ", part.Lifts.Take(MostLifts).Select(Describe)) + more;
    }

    private static string Describe(Lift lift) => string.Create(
        CultureInfo.InvariantCulture, $"{lift.Key} x{Math.Exp(lift.LogLift):#,0.0} ({Figures.Percent(lift.Share)} against {Figures.Percent(lift.BackgroundShare)})");
}
