using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Fuzzing.Drawing;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using FitModel = InfluenceGrpc.Core.Fit.Models.FitModel;

namespace InfluenceGrpc.Fuzzing.Files;

/// <summary>Files of fit models to the server's start; what it takes must score.</summary>
internal sealed class ModelTarget : IFuzzTarget
{
    // Of whom all, some or nothing is known; more of them only take longer.
    private const int Creators = 10;

    private readonly IReadOnlyList<byte[]> files = [.. Samples.Of("models").Select(file => JsonPart.WithId(file.Bytes, "drawn"))];
    private readonly CatalogFolder folder = new();
    private readonly IReadOnlyList<Core.Creators.CreatorProfile> creators;
    private readonly IReadOnlyList<Brief> briefs;
    private readonly BriefReader reader = new(TierSchemeCatalog.BuiltIn);

    public ModelTarget()
    {
        var pool = new SamplePool();
        creators = [.. pool.Of(CreatorProfile.Descriptor).Cast<CreatorProfile>().Take(Creators).Select(creator => ProfileReader.Read(creator).Value).OfType<Core.Creators.CreatorProfile>()];
        briefs = [.. pool.Of(Brief.Descriptor).Cast<Brief>()];
    }

    public FuzzInput Draw(Random random) => new("", "", [JsonMutator.Draw(random, files, out var how)]) { How = how };

    public Task<FuzzVerdict> TryAsync(FuzzInput input)
    {
        folder.Write(input.Parts[0]);
        var faults = new List<string>();
        var catalog = CatalogLoader.LoadFitModels(new ServerOptions { FitModelsFolder = folder.Path }, faults);
        if (catalog is null || faults.Count > 0)
        {
            return Task.FromResult(new FuzzVerdict("refused", FaultyFaults.Of(catalog is null, faults)));
        }

        var model = catalog.Models[^1];
        var fault = briefs.Select(brief => FaultOf(brief, model)).FirstOrDefault(found => found is not null);
        return Task.FromResult(new FuzzVerdict("taken", fault));
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private string? FaultOf(Brief drawn, FitModel model)
    {
        if (reader.Read(drawn, model).Value is not { } brief)
        {
            // A model may well lack what a brief asks for.
            return null;
        }

        var compiled = new CompiledBrief(brief, model);
        var figures = compiled.NewFigures();
        foreach (var creator in creators)
        {
            FitScorer.Score(compiled, creator, figures);
            if (figures.HasScore
                && !(figures.Lower >= 0 && figures.Lower <= figures.Score && figures.Score <= figures.Upper && figures.Upper <= 100 && figures.Coverage is >= 0 and <= 1))
            {
                return $"'{creator.CreatorId}' scores {figures.Score} in [{figures.Lower}, {figures.Upper}], coverage {figures.Coverage}, by the brief {JsonFormatter.Default.Format(drawn)}";
            }
        }

        return null;
    }
}
