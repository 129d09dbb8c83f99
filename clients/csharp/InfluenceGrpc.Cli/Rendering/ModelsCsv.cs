using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>Fit models for programs, a weight a row. The other constants of a model are in its JSON alone.</summary>
internal static class ModelsCsv
{
    public static void Write(TextWriter writer, IEnumerable<FitModel> models, string defaultId)
    {
        var sheet = new CsvSheet(writer, "model_id", "model_version", "title", "year", "default", "preset", "component", "weight");
        foreach (var model in models)
        {
            foreach (var preset in model.Presets)
            {
                foreach (var component in FitParts.All)
                {
                    sheet.Row(
                        model.Id,
                        model.Version,
                        model.Title,
                        model.Year,
                        model.Id == defaultId,
                        ContractName.Of(preset.Preset),
                        ContractName.Of(component),
                        ModelWeight.Of(preset.Weights, component));
                }
            }
        }
    }
}
