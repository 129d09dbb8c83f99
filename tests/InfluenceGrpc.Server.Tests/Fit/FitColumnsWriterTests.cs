using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests.Fit;

public sealed class FitColumnsWriterTests
{
    private static readonly LimitOptions Limits = new();

    // A field that the contract gets later is in this list at once, and fails until somebody writes it.
    [Fact]
    public void Write_EveryField_IsSetBySomeColumns()
    {
        var task = TaskOf(FitCase.Brief, withComponents: true);
        var scorer = new FitItemScorer<FitRow>(task, task.ToRow);
        var given = FitColumnsWriter.Write([scorer.Score(FitCase.Full), scorer.Score(FitCase.Small), scorer.Score(FitCase.Empty)], task);
        var nobody = scorer.Score(new CreatorIdList(["nobody"]), 0, new ProfileAnswer(LookupOutcome.NotFound));
        var looked = FitColumnsWriter.Write([nobody, nobody], task);

        Assert.Equal(SetFields.Of(V1.FitColumns.Descriptor).Order(), SetFields.In(given, looked).Order());
    }

    [Fact]
    public void Write_Flags_AreGroupedByNumberWithItemsAscending()
    {
        var task = TaskOf(FitCase.Brief, withComponents: false);
        var scorer = new FitItemScorer<FitRow>(task, task.ToRow);

        var written = FitColumnsWriter.Write([.. new[] { FitCase.Full, FitCase.Small, FitCase.Full, FitCase.Empty }.Select(scorer.Score)], task);

        Assert.Equal(written.Ineligible.Select(group => group.Reason).Order(), written.Ineligible.Select(group => group.Reason));
        Assert.Equal([0u, 2], written.Ineligible.Single(group => group.Reason == V1.IneligibilityReason.Platform).Indexes);
        Assert.Equal([1u], written.Ineligible.Single(group => group.Reason == V1.IneligibilityReason.TooFewFollowers).Indexes);
        Assert.Equal([1u, 3], written.Ineligible.Single(group => group.Reason == V1.IneligibilityReason.PriceUnknown).Indexes);
        Assert.Equal([0u, 2], written.Cautions.Single(group => group.Flag == V1.CautionFlag.Undisclosed).Indexes);
        Assert.Equal([3u], written.Cautions.Single(group => group.Flag == V1.CautionFlag.PriceInOtherCurrency).Indexes);
        Assert.Empty(written.Components);
        Assert.Empty(written.DataStatus);
    }

    [Fact]
    public void Write_LookUpsThatFailed_HoldZeroInEveryColumn()
    {
        var task = TaskOf(FitCase.Brief, withComponents: true);
        var scorer = new FitItemScorer<FitRow>(task, task.ToRow);
        LookupOutcome[] outcomes = [LookupOutcome.NotFound, LookupOutcome.Unavailable, LookupOutcome.InvalidId, LookupOutcome.NoStore];

        var written = FitColumnsWriter.Write([.. outcomes.Select(outcome => scorer.Score(new CreatorIdList(["c"]), 0, new ProfileAnswer(outcome)))], task);

        Assert.Equal(4, written.Errors.Count);
        Assert.Equal([V1.DataStatus.NotFound, V1.DataStatus.Unspecified, V1.DataStatus.Unspecified, V1.DataStatus.Unspecified], written.DataStatus);
        double[][] columns =
        [
            [.. written.Scores], [.. written.Lowers], [.. written.Uppers], [.. written.Coverages], [.. written.TargetShares],
            .. written.Components.SelectMany(column => new double[][] { [.. column.Values], [.. column.Contributions] }),
        ];
        Assert.Equal(5 + (2 * FitComponents.Count), columns.Length);
        Assert.All(columns, column => Assert.Equal([0, 0, 0, 0], column));
        Assert.All(written.Components, column => Assert.Equal(Enumerable.Repeat(V1.ComponentStatus.Unspecified, 4), column.Statuses));
    }

    [Theory]
    [InlineData(false, 10_000)]
    [InlineData(true, 4_000)]
    public void MaxItems_ColumnsAskedFor_KeepTheAnswerSmall(bool components, int expected) =>
        Assert.Equal(expected, FitColumnsWriter.MaxItems(new V1.FitColumnOptions { Components = components }, Limits));

    [Fact]
    public void MaxItems_FewerItemsAllowedAnyway_IsThat() =>
        Assert.Equal(500, FitColumnsWriter.MaxItems(new V1.FitColumnOptions { Components = true }, new LimitOptions { MaxItems = 500 }));

    private static FitTask TaskOf(V1.Brief brief, bool withComponents) =>
        new(FitCase.Compile(brief), default, withComponents, Limits.MaxItems);
}
