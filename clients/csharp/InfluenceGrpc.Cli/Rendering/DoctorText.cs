using System.Text.Json;
using System.Text.Json.Nodes;
using InfluenceGrpc.Cli.Diagnosis;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>What was found, for programs. States are ok, note, failed and skipped.</summary>
internal static class DoctorText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Json(DoctorReport report) => new JsonObject
    {
        ["ok"] = report.Count(FindingState.Failed) == 0,
        ["client_version"] = ServerFacts.OwnVersion,
        ["servers"] = new JsonArray([.. report.Servers.Select(server => new JsonObject
        {
            ["address"] = server.Address,
            ["ok"] = server.Findings.All(finding => finding.State != FindingState.Failed),
            ["checks"] = new JsonArray([.. server.Findings.Select(Of)]),
        })]),
    }.ToJsonString(Indented);

    public static void Csv(TextWriter writer, DoctorReport report)
    {
        var sheet = new CsvSheet(writer, "server", "check", "state", "found", "to_do");
        foreach (var (address, findings) in report.Servers)
        {
            foreach (var finding in findings)
            {
                sheet.Row(address, finding.Check, Name(finding.State), finding.Found, finding.ToDo);
            }
        }
    }

    private static JsonObject Of(Finding finding) => new()
    {
        ["check"] = finding.Check,
        ["state"] = Name(finding.State),
        ["found"] = finding.Found,
        ["to_do"] = finding.ToDo,
        ["figures"] = finding.Figures.DeepClone(),
    };

    private static string Name(FindingState state) => state.ToString().ToLowerInvariant();
}
