using InfluenceGrpc.Core.Campaigns.Drafts;
using InfluenceGrpc.Core.Campaigns.Reach;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Tests.Campaigns.Reach;

public sealed class AudienceOverlapsValidatorTests
{
    [Fact]
    public void Validate_Nothing_KnowsNothing()
    {
        var read = Validate();

        Assert.True(read.IsValid);
        Assert.Null(read.Value.ShareOfSmaller("a", "b"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(1)]
    public void Validate_Pair_IsFoundEitherWayRound(double share)
    {
        var read = Validate(new AudienceOverlapDraft("b", "a", share));

        Assert.Equal(share, read.Value!.ShareOfSmaller("a", "b"));
        Assert.Equal(share, read.Value!.ShareOfSmaller("b", "a"));
        Assert.Null(read.Value!.ShareOfSmaller("a", "c"));
    }

    [Theory]
    [InlineData(null, FaultCode.Required)]
    [InlineData(-0.001, FaultCode.OutOfRange)]
    [InlineData(1.001, FaultCode.OutOfRange)]
    [InlineData(double.NaN, FaultCode.NotFinite)]
    public void Validate_WrongShare_IsAFault(double? share, FaultCode code) =>
        Assert.Equal([("[0].shareOfSmaller", code)], Faults(Validate(new AudienceOverlapDraft("a", "b", share))));

    [Fact]
    public void Validate_ManyFaults_NamesThemAll() => Assert.Equal(
        [
            ("[0].firstCreatorId", FaultCode.Required),
            ("[0].secondCreatorId", FaultCode.UnknownValue),
            ("[0].shareOfSmaller", FaultCode.OutOfRange),
            ("[1].secondCreatorId", FaultCode.Duplicate),
            ("[2].shareOfSmaller", FaultCode.Required),
            ("[3]", FaultCode.Duplicate),
            ("[3].shareOfSmaller", FaultCode.OutOfRange),
            ("[4].firstCreatorId", FaultCode.Malformed),
            ("[5].secondCreatorId", FaultCode.TooLong),
        ],
        Faults(Validate(
            new(null, "stranger", 2),
            new("a", "a", 0.5),
            new("a", "b", null),
            new("b", "a", -1),
            new("a\u0001", "b", 0),
            new("a", new string('x', 129), 0))).OrderBy(fault => fault.Path, StringComparer.Ordinal).ThenBy(fault => fault.Code));

    private static Checked<AudienceOverlaps> Validate(params AudienceOverlapDraft[] drafts) =>
        AudienceOverlapsValidator.Validate(drafts, new HashSet<string>(StringComparer.Ordinal) { "a", "b", "c" });

    private static IEnumerable<(string Path, FaultCode Code)> Faults(Checked<AudienceOverlaps> read) => read.Faults.Select(fault => (fault.Path, fault.Code));
}
