using Influence.V1;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>What a brief asks for, and how much each component counts.</summary>
internal sealed class BriefRenderer(Ink ink)
{
    private const int BarWidth = 30;

    private readonly FitBar bar = new(ink);

    /// <param name="file">The brief, as the user names it.</param>
    /// <param name="brief">The brief.</param>
    /// <param name="answer">The score of a creator of whom nothing is known: its weights are those of the brief.</param>
    public void Render(string file, Brief brief, ScoreFitResponse answer)
    {
        ink.Line($"[green]{Ink.Plain(file)} can be used[/] with {Ink.Plain(answer.ModelId)} (version {answer.ModelVersion})");
        var title = brief.Title.Length > 0 ? $"\"{brief.Title}\"" : "It has no title, and";
        ink.Line($"{Ink.Plain(title)} asks for:");
        var asked = answer.Fit.Components.Where(component => component.Weight > 0).OrderByDescending(component => component.Weight).ToList();
        var names = Figures.Column(asked.Select(component => FitFigures.Words(component.Component)));
        var weights = Figures.Column(asked.Select(component => Figures.Percent(component.Weight)), right: true);
        for (var i = 0; i < asked.Count; i++)
        {
            ink.Line($"  {names[i]}  {weights[i]}  {bar.Of(asked[i].Weight, asked[i].Weight, asked[0].Weight, BarWidth, "green").TrimEnd()}");
        }

        var others = answer.Fit.Components.Where(component => component.Weight <= 0).Select(component => FitFigures.Words(component.Component)).ToList();
        if (others.Count > 0)
        {
            ink.Line($"not asked for: {string.Join(", ", others)}");
        }

        var gates = FitConstraints.Descriptor.Fields.InFieldNumberOrder()
            .Where(field => brief.Constraints is { } constraints && IsGiven(field, constraints))
            .Select(field => field.JsonName)
            .ToList();
        ink.Line(gates.Count > 0 ? $"constraints: {string.Join(", ", gates)}" : "constraints: none");
    }

    private static bool IsGiven(Google.Protobuf.Reflection.FieldDescriptor field, FitConstraints constraints) => field switch
    {
        { IsRepeated: true } => ((System.Collections.IList)field.Accessor.GetValue(constraints)).Count > 0,
        { HasPresence: true } => field.Accessor.HasValue(constraints),
        _ => field.Accessor.GetValue(constraints) is true,
    };
}
