using Influence.V1;
using InfluenceGrpc.Cli.Campaigns;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>Why there is no plan, as far as the counts tell.</summary>
internal sealed class PlanAbsence(PlanSummary summary)
{
    /// <summary>What a sentence goes on with; not escaped.</summary>
    public string Why
    {
        get
        {
            // A creator that comes again is counted by its first row.
            (string Sole, string One, long Count)[] reasons =
            [
                ("no row could be read", "could not be read", summary.Bad),
                ("all creators failed", "failed", summary.Failed),
                ("no creator meets the brief", "does not meet the brief", (long)summary.Planned.Progress.Ineligible),
                .. summary.Tally.Dropped.Where(drop => drop.Reason is not DropReason.Repeated).Select(drop => (Sole(drop.Reason), Words(drop.Reason), drop.Count)),
            ];
            var found = reasons.Where(reason => reason.Count > 0).OrderByDescending(reason => reason.Count).ToList();
            return found switch
            {
                _ when summary.Planned.Progress.Candidates > 0 => "none of the candidates could be taken.",
                [] => "there are no candidates.",
                [var (sole, _, _)] => $"{sole}.",
                [var (_, one, count), ..] =>
                    $"none of {Figures.Count(found.Sum(reason => reason.Count))} creators can be in it. "
                    + $"The most frequent reason: {one} ({Figures.Count(count)}).{Unreached}",
            };
        }
    }

    /// <summary>Why a creator is no candidate, for people.</summary>
    public static string Words(DropReason reason) => reason switch
    {
        DropReason.MustHave => "among those that must be in the plan already",
        DropReason.Repeated => "sent before",
        DropReason.TooExpensive => "costs more than there is",
        DropReason.AddsNothing => "adds nothing",
        _ => FitFigures.Words(reason),
    };

    // Of engagements, and of who believes, nothing can be told apart: only where a plan is to reach people do those that add nothing reach
    // nobody.
    private string Segments => summary.Config is { Universe.Segments: { Count: > 0 } segments, Objective: PlanObjective.NetInTargetReach }
        ? CampaignFigures.Names([.. segments.Select(segment => segment.Key)])
        : "";

    private string Unreached
    {
        get
        {
            var count = summary.Tally.Dropped.Where(drop => drop.Reason == DropReason.AddsNothing).Sum(drop => drop.Count);
            return count > 0 && Segments.Length > 0 ? $" Those that add nothing ({Figures.Count(count)}) are not known to reach the segments {Segments}." : "";
        }
    }

    private string Sole(DropReason reason) => reason switch
    {
        DropReason.ReachUnknown => "the reach of no creator is known",
        DropReason.PriceUnknown => "the price of no creator is known",
        DropReason.TooExpensive => "no creator is affordable",
        DropReason.AddsNothing when Segments.Length > 0 => $"nobody among the creators is known to reach the segments {Segments}",
        DropReason.AddsNothing => "no creator adds anything",
        _ => FitFigures.Words(reason),
    };
}
