using Influence.V1;
using InfluenceGrpc.Cli.Briefs;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Messages;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Campaigns;

/// <summary>What is to be planned, as the user gave it: in options, the brief's file and the target's.</summary>
internal sealed class PlanRequest
{
    private const string Path = "config";

    private static readonly MessageFile<Universe> Targets = new("target", Universe.Parser);

    private readonly PlanSettings settings;
    private readonly MessageDraft<Brief> brief;
    private readonly MessageDraft<Universe>? universe;

    private PlanRequest(PlanSettings settings, MessageDraft<Brief> brief, MessageDraft<Universe>? universe)
    {
        this.settings = settings;
        this.brief = brief;
        this.universe = universe;
        Config = new PlanCampaignConfig
        {
            Brief = brief.Message,
            ModelId = settings.Model,
            Universe = universe is null ? new Universe { People = settings.People!.Value } : universe.Message,
            Budget = settings.Budget,
            Objective = settings.Objective,
            ReadOptions = settings.Read,
        };
        if (settings.MaxCreators is { } most)
        {
            Config.MaxCreators = most;
        }
    }

    /// <summary>What the server is sent; whoever finds the must-haves adds them.</summary>
    public PlanCampaignConfig Config { get; }

    /// <exception cref="InputException">There is no such file, or it is no text.</exception>
    public static async Task<PlanRequest> ReadAsync(PlanSettings settings, Terminal terminal, CancellationToken cancellationToken)
    {
        var wanted = await UsableBrief.File.ReadAsync(settings.Brief, terminal, cancellationToken);
        var target = settings.Universe is { } path ? await Targets.ReadAsync(path, terminal, cancellationToken) : null;
        return new PlanRequest(settings, wanted, target);
    }

    /// <summary>Has the server judge all of it before a candidate is read.</summary>
    /// <exception cref="InputException">It cannot be used; every fault of files, options and server is named.</exception>
    public Task CheckAsync(InfluenceClient client, CancellationToken cancellationToken)
    {
        var isWhole = brief.Message is not null && Config.Universe is not null;
        return JudgeAsync(client, isWhole ? AskAsync : null, cancellationToken);

        async Task AskAsync()
        {
            // A stream waits half a minute for a server; where there is none at all, people want to know at once.
            await client.GetServerInfoAsync(cancellationToken);

            // A planning without candidates costs nothing, and is refused for all that is wrong with it.
            await client.PlanCampaignAsync(AsyncEnumerable.Empty<string>(), id => id, Config, cancellationToken: cancellationToken);
        }
    }

    /// <summary>Does something with the config, and names every fault of it where the server refuses it.</summary>
    /// <exception cref="InputException">It cannot be used.</exception>
    public async Task JudgeAsync(InfluenceClient client, Func<Task>? ask, CancellationToken cancellationToken)
    {
        var told = await new GivenFaults(settings.Model, $"{Path}.modelId", [.. Parts()]).TellAsync(client, ask, cancellationToken);
        if (told.Count > 0)
        {
            throw new InputException("The campaign cannot be planned:", told);
        }
    }

    private IEnumerable<GivenPart> Parts()
    {
        yield return new GivenPart($"{Path}.brief", brief.Path, brief.Faults);
        yield return universe is null
            ? OfOption("universe.people", "--people")
            : new GivenPart($"{Path}.universe", universe.Path, universe.Faults);
        yield return OfOption("budget", "--budget");
        yield return OfOption("maxCreators", "--max-creators");
        yield return OfOption("readOptions.maxAge", "--max-age");
        for (var i = 0; i < Config.MustHaves.Count; i++)
        {
            var creator = Config.MustHaves[i];
            yield return OfOption($"mustHaves[{i}]", $"--must-have '{creator.Profile?.CreatorId ?? creator.CreatorId}'");
        }

        yield return OfOption("mustHaves", "--must-have");
    }

    private GivenPart OfOption(string field, string option) => new($"{Path}.{field}", option)
    {
        Wording = description => OptionWording.Of(description, Config.Brief?.Cost?.CurrencyCode ?? ""),
    };
}
