using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Client;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>What people are told to do where the server refuses.</summary>
public class RefusalAdviceTests
{
    // By the contract's own names, so that a reason that is written otherwise there is found out.
    [Fact]
    public void Of_ReasonsOfTheContract_ThoseWithoutFieldsHaveAdvice()
    {
        var advised = System.Enum.GetValues<ErrorReason>()
            .Where(reason => RefusalAdvice.Of(Refusal(ContractName.Of(reason).ToUpperInvariant())) is not null);

        Assert.Equal(
            [
                ErrorReason.ProfileStoreAbsent, ErrorReason.CreatorNotFound, ErrorReason.ServerDraining, ErrorReason.Internal,
                ErrorReason.ProfileOutsideMaxAge, ErrorReason.Overloaded, ErrorReason.RateExceeded, ErrorReason.CallTimedOut,
            ],
            advised.OrderBy(reason => (int)reason));
    }

    [Fact]
    public async Task Score_ByIdWhereThereIsNoStore_SaysWhatToDo()
    {
        await using var server = await RunningServer.StartAsync("--store", "none");
        var brief = Path.GetTempFileName();
        await File.WriteAllTextAsync(brief, FitSample.Brief);

        var run = await CliRun.AsAsync(server.Address, "score", "--explain", "x", "--brief", brief);

        File.Delete(brief);
        Assert.Equal((ExitCodes.Refused, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"error: the server at {server.Address} refused: PROFILE_STORE_ABSENT: ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("\nGive what is known of the creators in a file, or have the server started with --store.\n", run.Error, StringComparison.Ordinal);
    }

    // Something may well listen there: that it is to be started would be wrong.
    [Fact]
    public async Task Report_NothingAnsweredInTime_SaysSo()
    {
        var silence = new InfluenceException(InfluenceError.From(new Google.Rpc.Status { Code = 4, Message = "nothing answered in time" }));
        using var told = new StringWriter();

        var exitCode = await Failures.ReportAsync(CliRun.Silent with { Error = told }, new ServerAddress("http://127.0.0.1:7"), () => Task.FromException<int>(silence));

        Assert.Equal(ExitCodes.Unreachable, exitCode);
        Assert.StartsWith("error: nothing answered at http://127.0.0.1:7 in time: another program may listen there", told.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("no server", told.ToString(), StringComparison.Ordinal);
    }

    private static InfluenceException Refusal(string reason) => new(InfluenceError.From(new Google.Rpc.Status
    {
        Code = 13,
        Details = { Any.Pack(new ErrorInfo { Reason = reason, Domain = "influence.v1", Metadata = { ["trace_id"] = "t" } }) },
    }));
}
