using System.CommandLine;
using InfluenceGrpc.Cli.Diagnosis;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence doctor</c>.</summary>
internal static class DoctorCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        $"""
        Looks, one after the other, at: port, tls, grpc, caller, profiles, scopes, version, limits, store, clock and latency. Of several servers,
        each is looked at. What failed, and what is a note, ends with what to do. Nothing is changed: scopes are tried with empty requests.
        A note is something that keeps no call from being made, such as a scope that the key lacks, or a certificate that ends soon.

        The exit code is 0 where no check failed, 3 where the first that failed is about the connection, the server's health or its store, and 4
        where the server does not know who asks, or they may ask for nothing. With --strict it is 1 where there are notes.

        Examples:
          influence doctor
          influence doctor --server https://influence.example.com:5090 --api-key-file acme.key --ca ca.pem
          influence doctor --server http://a:5090,http://b:5090 --output json

        {ExitCodes.Help}
        """;

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var strict = new Option<bool>("--strict") { Description = "Exit with 1 where there are notes" };
        var format = OutputOption.Create();
        var command = new Command("doctor", "Looks for what keeps calls from being made, and says what to do.") { strict, format };
        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            var job = new DoctorJob(address, parsed.FormOf(format), parsed.GetValue(strict), terminal);
            return Failures.ReportAsync(terminal, address, () => job.RunAsync(cancellationToken));
        });
        return command;
    }
}
