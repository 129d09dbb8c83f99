using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Operations;
using RpcStatus = Google.Rpc.Status;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads what requests for fit ask: by which model and brief, and about whom. Every fault of a request is told at once.</summary>
internal sealed class FitRequestReader(
    FitModelCatalog catalog, BriefReader briefReader, RecentBriefs recent, DeriveBriefReader deriveReader, ReadOptionsReader readOptions, LimitOptions limits)
{
    private const string ModelField = "modelId";

    private readonly string known = string.Join(", ", catalog.Models.Select(model => model.Id));

    /// <summary>One creator, and the brief to score it against.</summary>
    public Reading<FitQuestion> ReadQuestion(V1.ScoreFitRequest request)
    {
        var faults = new FaultList();
        var brief = ReadBrief(request.ModelId, request.Brief, "", faults);
        switch (request.CreatorCase)
        {
            case V1.ScoreFitRequest.CreatorOneofCase.CreatorId:
                var wish = readOptions.Read(request.ReadOptions, "", faults);
                return faults.IsEmpty ? new FitQuestion(brief!, Profile: null, request.CreatorId, wish) : Refusal(faults, "");

            case V1.ScoreFitRequest.CreatorOneofCase.Profile:
                var profile = Keep(ProfileReader.Read(request.Profile), "profile", faults);
                return faults.IsEmpty ? new FitQuestion(brief!, profile, CreatorId: null, default) : Refusal(faults, "");

            default:
                faults.Add("creator", FaultCode.Required, "must be one of profile and creatorId.");
                return Refusal(faults, "");
        }
    }

    /// <summary>What a batch is scored by; the kind of its items is checked too.</summary>
    public Reading<FitTask> ReadTask(V1.BatchScoreFitRequest request)
    {
        var faults = new FaultList();
        if (FitItemsRule.FaultIn(BulkItems.Of(request.Items), "items") is { } fault)
        {
            faults.Add(fault);
        }

        // Options for ids are ignored where there are none.
        var options = request.Items?.SourceCase == V1.Items.SourceOneofCase.Ids ? request.ReadOptions : null;
        return ReadTask(request.ModelId, request.Brief, request.Columns, options, "", faults);
    }

    /// <summary>What the chunks of a stream are scored by.</summary>
    public Reading<FitTask> ReadTask(V1.StreamScoreFitConfig config) =>
        ReadTask(config.ModelId, config.Brief, config.Columns, config.ReadOptions, "config", new FaultList());

    /// <summary>What the chunks of a ranking are scored by, and how many creators it keeps.</summary>
    public Reading<RankTask> ReadTask(V1.RankCreatorsConfig config)
    {
        var faults = new FaultList();
        var count = RankCountReader.Read(config.Count, limits.MaxRanked, "config", faults);
        return ReadTask(config.ModelId, config.Brief, columns: null, config.ReadOptions, "config", faults).TryGet(out var task, out var refusal)
            ? new RankTask(task, count)
            : refusal;
    }

    /// <summary>What a brief is derived by.</summary>
    public Reading<DerivationTask> ReadTask(V1.DeriveBriefConfig config)
    {
        var faults = new FaultList();
        var model = ReadModel(config.ModelId, "config", faults);
        var task = deriveReader.Read(config, model ?? catalog.Default, faults);
        return faults.IsEmpty ? task : Refusal(faults, "config");
    }

    /// <summary>A brief made ready for scoring; null where it, or the model's id, is at fault.</summary>
    /// <param name="modelId">Empty for the default.</param>
    /// <param name="sent">The brief as given.</param>
    /// <param name="parent">Path of the message that holds both.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public CompiledBrief? ReadBrief(string modelId, V1.Brief? sent, string parent, FaultList faults)
    {
        var model = ReadModel(modelId, parent, faults);
        var path = FaultPath.Join(parent, "brief");
        if (sent is null)
        {
            faults.Add(path, FaultCode.Required, "must be given.");
            return null;
        }

        if (model is null)
        {
            AddFaultsUnderAnyModel(briefReader.Read(sent, catalog.Default).Faults, path, faults);
            return null;
        }

        var key = RecentBriefs.KeyOf(sent, model);
        if (key is not null && recent.Find(key) is { } kept)
        {
            return kept;
        }

        if (Keep(briefReader.Read(sent, model), path, faults) is not { } brief)
        {
            return null;
        }

        var compiled = new CompiledBrief(brief, model);
        if (key is not null)
        {
            recent.Keep(key, compiled);
        }

        return compiled;
    }

    /// <summary>Why a request is refused. Requests with one kind of fault that callers can act on get a reason of its own.</summary>
    /// <param name="faults">What is wrong, at least one fault.</param>
    /// <param name="parent">Path of the message that holds the model's id.</param>
    public RpcStatus Refusal(FaultList faults, string parent)
    {
        var list = faults.ToList();
        if (list is [{ Path: var path }] && path == FaultPath.Join(parent, ModelField))
        {
            return Errors.UnknownFitModel(list, known);
        }

        return list.All(fault => fault.Path.StartsWith("profile.", StringComparison.Ordinal))
            ? Errors.InvalidProfile(list)
            : Errors.InvalidRequest(list);
    }

    private Reading<FitTask> ReadTask(
        string modelId, V1.Brief? sent, V1.FitColumnOptions? columns, V1.ReadOptions? options, string parent, FaultList faults)
    {
        var brief = ReadBrief(modelId, sent, parent, faults);
        var wish = readOptions.Read(options, parent, faults);
        return faults.IsEmpty
            ? new FitTask(brief!, wish, columns?.Components ?? false, FitColumnsWriter.MaxItems(columns, limits))
            : Refusal(faults, parent);
    }

    private FitModel? ReadModel(string modelId, string parent, FaultList faults)
    {
        var model = modelId.Length == 0 ? catalog.Default : catalog.TryFind(modelId, out var found) ? found : null;
        if (model is null)
        {
            faults.Add(FaultPath.Join(parent, ModelField), FaultCode.UnknownValue,
                $"must be the id of a fit model; got {FaultPath.Quote(modelId)}.");
        }

        return model;
    }

    private static T? Keep<T>(Checked<T> read, string path, FaultList faults)
        where T : class
    {
        foreach (var fault in read.Faults)
        {
            faults.Add(fault.Under(path));
        }

        return read.Value;
    }

    // The brief was read against a model that was not asked for: another one may have the benchmark that this one lacks, or
    // leave a weight that this one does not.
    private static void AddFaultsUnderAnyModel(IReadOnlyList<Fault> read, string path, FaultList faults)
    {
        foreach (var fault in read)
        {
            if (fault is not ({ Path: "cost.referenceCostPerEngagement", Code: FaultCode.Required } or { Path: "weights", Code: FaultCode.Sum }))
            {
                faults.Add(fault.Under(path));
            }
        }
    }
}
