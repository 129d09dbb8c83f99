using Influence.V1;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What lists of schemes and of models are answered with: made once, since catalogs stay as they are.</summary>
/// <param name="TierSchemes">Every scheme.</param>
/// <param name="FitModels">Every model.</param>
internal sealed record CatalogAnswers(ListTierSchemesResponse TierSchemes, ListFitModelsResponse FitModels)
{
    /// <summary>Writes both.</summary>
    /// <param name="schemes">Every scheme.</param>
    /// <param name="models">Every model.</param>
    public static CatalogAnswers Of(TierSchemeCatalog schemes, FitModelCatalog models)
    {
        var tierSchemes = new ListTierSchemesResponse { DefaultSchemeId = schemes.Default.Id };
        tierSchemes.Schemes.AddRange(schemes.Schemes.Select(TierSchemeWriter.Write));
        var fitModels = new ListFitModelsResponse { DefaultModelId = models.Default.Id };
        fitModels.Models.AddRange(models.Models.Select(FitModelWriter.Write));
        return new(tierSchemes, fitModels);
    }

    /// <summary>What is wrong with the settings where a list would be larger than answers may be: the lists have no pages, and
    /// the deployment can do something about it, which its callers cannot.</summary>
    public IEnumerable<string> Faults()
    {
        (string Setting, string What, int Bytes)[] lists =
        [
            ("Tiers:SchemesFolder", "tier schemes", TierSchemes.CalculateSize()),
            ("Fit:ModelsFolder", "fit models", FitModels.CalculateSize()),
        ];
        return lists
            .Where(list => list.Bytes > LimitOptions.MaxAnswerBytes)
            .Select(list =>
                $"{list.Setting}: all {list.What} together make an answer of {list.Bytes} bytes, which may be at most "
                + $"{LimitOptions.MaxAnswerBytes}: keep fewer, or shorten their notes and tables.");
    }
}
