using System.Text.RegularExpressions;
using Grpc.Core;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli;

/// <summary>Turns what went wrong into a sentence that says what to do, and an exit code.</summary>
internal static partial class Failures
{
    /// <summary>Runs a command; reports and returns the exit code.</summary>
    /// <param name="terminal">Where it is told.</param>
    /// <param name="server">The server that is asked.</param>
    /// <param name="command">The command.</param>
    /// <param name="interrupted">What an interruption leaves behind.</param>
    public static async Task<int> ReportAsync(Terminal terminal, ServerAddress server, Func<Task<int>> command, string interrupted = "interrupted.")
    {
        try
        {
            return await command();
        }
        catch (InputException fault)
        {
            return Tell(terminal, ExitCodes.Usage, [fault.Message, .. fault.Details.Select(detail => $"  {detail}")]);
        }
        catch (OperationCanceledException)
        {
            return Tell(terminal, ExitCodes.Interrupted, interrupted);
        }
        catch (InfluenceException fault) when (fault.MustBeginAnew)
        {
            // Not that there is no server: one may be there again by now, and would not know what was sent to it.
            return Tell(
                terminal, ExitCodes.Unreachable, $"the call to the server at {server} broke off. {Plain(fault.Error.Message)}", "Run the command again.");
        }
        catch (InfluenceException fault) when (IsOfTheStore(fault))
        {
            return Tell(
                terminal, ExitCodes.Unreachable, $"the profile store of the server at {server} did not answer for too long: its log says why. Run the command again when it does.", $"  ({Plain(fault.Error.ToString())})");
        }
        catch (InfluenceException fault) when (ConnectionAdvice.OfConnection(server, fault) is { } advice)
        {
            // What the transport says to another port than that of gRPC is said already.
            string[] told = fault.ConnectionFault is ConnectionFault.ServerWithoutHttp2 or ConnectionFault.ServerWithTls ? [] : [$"  ({Plain(fault.Error.ToString())})"];
            return Tell(terminal, ExitCodes.Unreachable, [advice, .. told]);
        }
        catch (InfluenceException fault) when (IsUnreachable(fault))
        {
            return Tell(
                terminal,
                ExitCodes.Unreachable,
                $"no server at {server}: start one with InfluenceGrpc.Server --listen 127.0.0.1:5090, "
                    + $"or name one with --server URL or {ServerAddress.Variable}. 'influence doctor' looks for what is wrong.",
                $"  ({Plain(fault.Error.ToString())})");
        }
        catch (InfluenceException fault) when (ConnectionAdvice.Of(server, fault) is { } advice)
        {
            return Tell(terminal, ExitCodes.Refused, advice, $"  ({Plain(fault.Error.ToString())})");
        }
        catch (InfluenceException fault) when (fault.Violations.Count > 0)
        {
            var fields = fault.Violations.Select(violation => $"  {violation.Field}: {violation.Description}");
            return Tell(terminal, ExitCodes.Refused, [$"the server at {server} refused ({fault.Error.Name}):", .. fields]);
        }
        catch (InfluenceException fault)
        {
            string[] advice = RefusalAdvice.Of(fault) is { } toDo ? [toDo] : [];
            return Tell(terminal, ExitCodes.Refused, [$"the server at {server} refused: {fault.Message}", .. advice]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Tell(terminal, ExitCodes.Usage, fault is FileNotFoundException { FileName: { } path } ? InputFile.Absent(path) : fault.Message);
        }
    }

    /// <summary>What an interruption leaves of a file that appears when it is complete.</summary>
    /// <param name="output">Its path; "-" for standard output, null for none.</param>
    public static string Interrupted(string? output) =>
        output is null or InputFile.Standard ? "interrupted." : $"interrupted; '{output}' was not written.";

    private static bool IsOfTheStore(InfluenceException fault) =>
        fault is { StatusCode: StatusCode.Unavailable, Reason: "PROFILE_STORE_UNAVAILABLE" or "REPLICAS_NOT_REACHED" };

    // INTERNAL without a reason of the server's comes from something that does not speak gRPC.
    private static bool IsUnreachable(InfluenceException fault) =>
        fault.StatusCode == StatusCode.Unavailable
        || (fault is { StatusCode: StatusCode.Internal or StatusCode.Unimplemented, Reason: "", InnerException: RpcException });

    /// <summary>Without the names of the transport's exceptions, which tell people nothing that the text behind them does not.</summary>
    public static string Plain(string text) => ExceptionName().Replace(text, "");

    [GeneratedRegex(@"\b[A-Za-z]+Exception: ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ExceptionName();

    private static int Tell(Terminal terminal, int exitCode, params string[] lines)
    {
        terminal.Error.WriteLine($"error: {string.Join(Environment.NewLine, lines.Select(Visible.Of))}");
        return exitCode;
    }
}
