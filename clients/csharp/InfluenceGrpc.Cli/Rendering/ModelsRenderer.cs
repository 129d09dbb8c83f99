using System.Globalization;
using Influence.V1;
using InfluenceGrpc.Cli.Fit;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>The fit models that a server knows.</summary>
internal sealed class ModelsRenderer(Ink ink)
{
    private const int CellWidth = 13;

    public void RenderList(ListFitModelsResponse known)
    {
        for (var i = 0; i < known.Models.Count; i++)
        {
            if (i > 0)
            {
                ink.Line();
            }

            RenderWeights(known.Models[i], known.Models[i].Id == known.DefaultModelId);
        }
    }

    /// <summary>A model with the remarks that it carries.</summary>
    public void RenderOne(FitModel model, bool isDefault)
    {
        RenderWeights(model, isDefault);
        ink.Line();
        foreach (var note in model.Notes)
        {
            ink.Line($"  note: {Ink.Plain(note)}");
        }
    }

    private void RenderWeights(FitModel model, bool isDefault)
    {
        var standard = isDefault ? " [green](default)[/]" : "";
        ink.Line($"[bold]{Ink.Plain(model.Id)}[/] (version {model.Version}): {Ink.Plain(model.Title)}{standard}");
        ink.Line($"  year    {model.Year.ToString(CultureInfo.InvariantCulture)}");
        ink.Line($"  source  {Ink.Plain(model.Source)}");
        ink.Line();
        var names = Figures.Column(["weights of", .. FitParts.All.Select(FitFigures.Words)]);
        ink.Line($"  {names[0]}{string.Concat(model.Presets.Select(preset => FitFigures.Words(preset.Preset).PadLeft(CellWidth)))}");
        for (var i = 0; i < FitParts.All.Count; i++)
        {
            var component = FitParts.All[i];
            var cells = model.Presets.Select(preset => Text(ModelWeight.Of(preset.Weights, component)).PadLeft(CellWidth));
            ink.Line($"  {names[i + 1]}{string.Concat(cells)}");
        }
    }

    private static string Text(double? weight) => weight?.ToString("0.###", CultureInfo.InvariantCulture) ?? "-";
}
