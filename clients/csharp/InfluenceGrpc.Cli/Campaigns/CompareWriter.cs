using System.Globalization;
using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Campaigns;

/// <summary>Writes what plans do, a plan a row; a figure that is not known is an empty cell.</summary>
internal sealed class CompareWriter : IDisposable
{
    private static readonly (string Name, Func<ReachForecast, Estimate?> Of)[] Estimates =
    [
        ("gross_reach", forecast => forecast.GrossReach),
        ("gross_in_target_reach", forecast => forecast.GrossInTargetReach),
        ("net_in_target_reach", forecast => forecast.NetInTargetReach),
        ("credible_reach", forecast => forecast.CredibleReach),
        ("frequency", forecast => forecast.Frequency),
        ("engagements", forecast => forecast.Engagements),
        ("in_target_engagements", forecast => forecast.InTargetEngagements),
        ("cost_per_thousand_reached", forecast => forecast.CostPerThousandReached),
        ("cost_per_in_target_engagement", forecast => forecast.CostPerInTargetEngagement),
    ];

    private static readonly TableFrame Frame = new("plan", ["plan"], ',', HasMark: false);

    private readonly RowFile rows;

    /// <summary>Into a file, or to standard output.</summary>
    public CompareWriter(string path, Terminal terminal) => rows = new RowFile(path, terminal, Frame);

    /// <summary>For programs that read what is told.</summary>
    public CompareWriter(TextWriter writer) => rows = new RowFile(writer, Frame);

    /// <summary>Writes all of it and puts the file in its place.</summary>
    public void Write(CompareSummary summary)
    {
        rows.WriteHeader(
        [
            "creators", "universe_people", "cost", "currency",
            .. Estimates.SelectMany(estimate => new[] { estimate.Name, $"{estimate.Name}_lower", $"{estimate.Name}_upper" }),
            "overlap_basis", "creators_without_price", "creators_without_engagements", "failed",
        ]);
        foreach (var (number, plan) in summary.Answer.Plans.Index())
        {
            Write(plan, summary.Currency, summary.Failures.Where(failed => failed.Plan == number).Select(failed => failed.CreatorId));
        }

        rows.Complete();
    }

    public void Dispose() => rows.Dispose();

    private void Write(PlanForecast plan, string currency, IEnumerable<string> failed)
    {
        var forecast = plan.Forecast;
        rows.BeginRow(CsvText.Quote(plan.Name));
        rows.AddCell((forecast?.CreatorCount ?? 0).ToString(CultureInfo.InvariantCulture));
        rows.AddCell(FitNumber.Of(forecast?.UniversePeople));
        rows.AddCell(FitNumber.Of(forecast is { HasCost: true } ? forecast.Cost : null));
        rows.AddCell(currency);
        foreach (var (_, of) in Estimates)
        {
            var estimate = forecast is null ? null : of(forecast);
            rows.AddCell(FitNumber.Of(estimate?.Value));
            rows.AddCell(FitNumber.Of(estimate?.Lower));
            rows.AddCell(FitNumber.Of(estimate?.Upper));
        }

        rows.AddCell(forecast is null ? null : ContractName.Of(forecast.OverlapBasis));
        rows.AddCell(string.Join('|', forecast?.CreatorsWithoutPrice ?? []));
        rows.AddCell(string.Join('|', forecast?.CreatorsWithoutEngagements ?? []));
        rows.AddCell(string.Join('|', failed));
        rows.EndRow();
    }
}
