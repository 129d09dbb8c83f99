using System.Text.Json.Nodes;
using Influence.V1;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Diagnosis;

/// <summary>
/// What the caller may ask for. There is no call that lists it, so each scope is tried with a request that is empty: who may not ask is refused
/// before the request is read, and who may is told what it lacks. Nothing is read from the store or written to it.
/// </summary>
internal sealed class ScopeCheck(InfluenceClient client)
{
    private const string How = "each tried with an empty request, which does nothing";

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        (string Scope, Func<Task> Ask)[] calls =
        [
            ("classify", () => client.ClassifyTierAsync(new ClassifyTierRequest(), cancellationToken)),
            ("score", () => client.ScoreFitAsync(new ScoreFitRequest(), cancellationToken)),
            ("plan", () => client.ForecastReachAsync(new ForecastReachRequest(), cancellationToken)),
            ("profiles.read", () => client.LookupProfilesAsync(new LookupProfilesRequest(), cancellationToken)),
            ("profiles.write", () => client.UpsertProfilesAsync(new UpsertProfilesRequest(), cancellationToken)),
        ];
        string? caller = null;
        var answers = new List<(string Scope, ScopeAnswer Answer)>();
        foreach (var (scope, ask) in calls)
        {
            var fault = await FaultOfAsync(ask);
            caller ??= fault?.Metadata.GetValueOrDefault("caller");
            answers.Add((scope, Read(fault)));
        }

        var figures = new JsonObject { ["caller"] = caller };
        foreach (var (scope, answer) in answers)
        {
            figures[scope] = answer switch { ScopeAnswer.Allowed => true, ScopeAnswer.Missing => false, _ => null };
        }

        return Judge(caller, answers) with { Figures = figures };
    }

    private static Finding Judge(string? caller, List<(string Scope, ScopeAnswer Answer)> answers)
    {
        var (allowed, missing, untold) = (Named(ScopeAnswer.Allowed), Named(ScopeAnswer.Missing), Named(ScopeAnswer.NotTold));
        var who = caller is null ? "" : $"{caller} ";
        var found = $"{who}may {(allowed.Length > 0 ? allowed : "do nothing but ask what there is")}"
            + (missing.Length > 0 ? $"; may not: {missing}" : "") + (untold.Length > 0 ? $"; not told: {untold}" : "") + $" ({How})";
        return (allowed.Length, missing.Length, untold.Length) switch
        {
            (0, > 0, _) => Finding.Failed(CheckNames.Scopes, found, "have whoever runs the server give this caller the scopes it needs", ExitCodes.Refused),
            (_, > 0, _) => Finding.Note(CheckNames.Scopes, found, "where one of these is needed, whoever runs the server can add it"),
            (_, _, > 0) => Finding.Note(CheckNames.Scopes, found, "ask again when the server has less to do"),
            _ => Finding.Ok(CheckNames.Scopes, found),
        };

        string Named(ScopeAnswer wanted) => string.Join(", ", answers.Where(answer => answer.Answer == wanted).Select(answer => answer.Scope));
    }

    private static async Task<InfluenceException?> FaultOfAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return null;
        }
        catch (InfluenceException fault)
        {
            return fault;
        }
    }

    // What the gate lets through is answered by the service: that the request is empty, or that there is no store.
    private static ScopeAnswer Read(InfluenceException? fault) => fault switch
    {
        null => ScopeAnswer.Allowed,
        { Reason: "SCOPE_MISSING" } => ScopeAnswer.Missing,
        { Reason: "INVALID_REQUEST" or "INVALID_PROFILE" or "INVALID_CREATOR_ID" or "FOLLOWERS_MISSING" or "PROFILE_STORE_ABSENT" } => ScopeAnswer.Allowed,
        _ => ScopeAnswer.NotTold,
    };
}
