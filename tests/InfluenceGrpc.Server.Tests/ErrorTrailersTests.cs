using System.Text;
using Google.Rpc;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Server.Contract;

namespace InfluenceGrpc.Server.Tests;

/// <summary>Errors reach clients whose library takes 8 KB of metadata, however much is wrong.</summary>
public sealed class ErrorTrailersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(257)]
    public void ToException_AnyNumberOfFaults_FitsIntoTheTrailers(int count)
    {
        var exception = Errors.InvalidRequest(Faults(count, "tiers[{0}].lowerFollowers", "must be greater than that of the tier before; got 17.")).ToException();

        AssertFits(exception);
    }

    [Fact]
    public void ToException_LongFaultsOfNoAscii_FitIntoTheTrailers() =>
        AssertFits(Errors.InvalidRequest(Faults(257, "profile.topics[\"{0}" + new string('æ', 60) + "\"]", new string('日', 200))).ToException());

    [Fact]
    public void ToException_ManyKnownSchemes_FitIntoTheTrailers() =>
        AssertFits(Errors.UnknownTierScheme(Faults(16, "schemes.schemeIds[{0}]", "must be the id of a scheme."), new string('x', 20_000)).ToException());

    [Fact]
    public void Fit_FewFaults_KeepsEveryOne()
    {
        var status = Errors.InvalidRequest(Faults(20, "tiers[{0}].id", "must be given."));

        Assert.Equal(status, ErrorTrailers.Fit(status));
    }

    [Fact]
    public void Fit_ManyFaults_KeepsTheFirstAndCountsTheRest()
    {
        var fitted = ErrorTrailers.Fit(Errors.InvalidRequest(Faults(200, "tiers[{0}].id", new string('x', 100))));

        var violations = fitted.Details[1].Unpack<BadRequest>().FieldViolations;
        Assert.InRange(violations.Count, 20, 40);
        Assert.Equal("tiers[0].id", violations[0].Field);
        Assert.Equal($"{200 - (violations.Count - 1)} more faults are not listed; mend these first.", violations[^1].Description);
    }

    private static Fault[] Faults(int count, string path, string message) =>
        [.. Enumerable.Range(0, count).Select(i => new Fault(string.Format(null, path, i), FaultCode.Malformed, message))];

    private static void AssertFits(Grpc.Core.RpcException exception)
    {
        var details = exception.Trailers.GetValueBytes("grpc-status-details-bin")!;
        var message = Encoding.UTF8.GetBytes(exception.Status.Detail).Sum(b => b is >= 0x20 and <= 0x7e and not (byte)'%' ? 1 : 3);

        // Names, values and 32 bytes of overhead each, as HTTP/2 counts headers; some room for what servers add.
        Assert.InRange((details.Length * 4 / 3) + message + 200, 0, 7_800);
        var status = Google.Rpc.Status.Parser.ParseFrom(details);
        Assert.Equal(exception.Status.Detail, status.Message);
        Assert.NotEmpty(status.Details[1].Unpack<BadRequest>().FieldViolations);
    }
}
