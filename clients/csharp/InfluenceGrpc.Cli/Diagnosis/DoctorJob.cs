using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Diagnosis;

/// <summary>Examines every server that is named, and tells what was found.</summary>
internal sealed class DoctorJob(ServerAddress server, OutputForm form, bool strict, Terminal terminal)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // What of the address, the key and the files cannot be used is told before anything is sent.
        server.Connect().Dispose();
        var servers = new List<(string Address, IReadOnlyList<Finding> Findings)>();
        foreach (var one in server.Each())
        {
            servers.Add((one.Address, await new ServerExamination(one, terminal.Time).RunAsync(cancellationToken)));
        }

        var report = new DoctorReport(servers);
        var telling = new Telling(() => DoctorText.Json(report), writer => DoctorText.Csv(writer, report), ink => new DoctorRenderer(ink).Render(report));
        telling.Tell(terminal, form);
        return report.ExitCode(strict);
    }
}
