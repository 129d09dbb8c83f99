using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Derivation;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Tiers;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads what a call that derives a brief asks for.</summary>
internal sealed class DeriveBriefReader(TierSchemeCatalog schemes, ReadOptionsReader readOptions)
{
    private const string Parent = "config";

    // A brief must ask for something.
    private static readonly SizePreferenceDraft AnySize = new() { Followers = 1_000, LogSpread = 1 };

    /// <summary>What to derive by.</summary>
    /// <param name="config">The config as given; its model's id is read by whoever finds the model.</param>
    /// <param name="model">The model.</param>
    /// <param name="faults">Takes what is wrong; then what is returned is of no use.</param>
    public DerivationTask Read(V1.DeriveBriefConfig config, FitModel model, FaultList faults)
    {
        // Title and brand are the brief's, so a brief's rules are theirs.
        var draft = new BriefDraft { Title = config.Title, Brand = config.Brand, Size = AnySize };
        foreach (var fault in BriefValidator.Validate(draft, model, schemes).Faults.Where(fault => fault.Path is "title" or "brand"))
        {
            faults.Add(fault.Under(Parent));
        }

        var wish = readOptions.Read(config.ReadOptions, Parent, faults);
        return new(new BriefDerivation(model, config.Title, config.Brand), wish);
    }

    /// <summary>What is wrong with how many creators there are once a chunk is taken in too; null where nothing is.</summary>
    public static Fault? TooMany(string path, int before, int count, int most) => before + count <= most
        ? null
        : new Fault(path, FaultCode.TooMany, $"must be at most {most} creators in all; got {before + count}.");

    /// <summary>What is wrong with how many examples there were; null where nothing is.</summary>
    public static Fault? TooFew(BriefDerivation derivation) => derivation.DifferentExamples >= DerivationLimits.MinExamples
        ? null
        : new Fault("examples", FaultCode.Required,
            $"must be at least {DerivationLimits.MinExamples} different creators; got {derivation.DifferentExamples}.");
}
