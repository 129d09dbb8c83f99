using System.Runtime.CompilerServices;
using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Cli.Classify;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Briefs;

/// <summary>From examples to a brief for more like them.</summary>
internal sealed class DeriveJob(DeriveSettings settings, Terminal terminal)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        OutputPaths.Check(settings.Examples.File, (settings.Output, "--out"));
        if (settings.Background is { } named)
        {
            OutputPaths.Check(named.File, (settings.Output, "--out"));
        }

        using var examples = await settings.Examples.OpenAsync(terminal, cancellationToken);
        using var background = settings.Background is { } peers ? await peers.OpenAsync(terminal, cancellationToken) : null;
        using var client = ServerAddress.Connect(settings.Server);
        FitFaults.TellFindings(examples, terminal);
        using var faults = new FitFaults(path: null);
        var answer = await DeriveAsync(client, examples, background, faults, cancellationToken);

        faults.Complete(terminal);
        await WriteAsync(answer, cancellationToken);
        return settings.Strict && faults.Bad > 0 ? ExitCodes.RowsFailed : ExitCodes.Success;
    }

    private async Task<DeriveBriefResponse> DeriveAsync(
        InfluenceClient client, IFitRowSource examples, IFitRowSource? background, FitFaults faults, CancellationToken cancellationToken)
    {
        var options = new DeriveBriefOptions
        {
            ModelId = settings.Model,
            Title = settings.Title,
            Brand = settings.Brand,
            Read = settings.Examples.Read,
        };
        var peers = background is null ? null : ProfilesAsync(background, faults, cancellationToken);
        return settings.Examples.Read is null
            ? await client.DeriveBriefAsync(ProfilesAsync(examples, faults, cancellationToken), peers, options, cancellationToken)
            : await client.DeriveBriefAsync(IdsAsync(examples, faults, cancellationToken), peers, options, cancellationToken);
    }

    private static async IAsyncEnumerable<CreatorProfile> ProfilesAsync(
        IFitRowSource source, FitFaults faults, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in source.ReadAsync(faults.Add, cancellationToken))
        {
            yield return row.Profile!;
        }
    }

    private static async IAsyncEnumerable<string> IdsAsync(
        IFitRowSource source, FitFaults faults, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in source.ReadAsync(faults.Add, cancellationToken))
        {
            yield return row.Id;
        }
    }

    private async Task WriteAsync(DeriveBriefResponse answer, CancellationToken cancellationToken)
    {
        var text = BriefText.Write(answer.Brief);
        var isPiped = settings.Output == InputFile.Standard;
        var writer = isPiped ? terminal.Error : terminal.Output;
        if (settings.Json)
        {
            await writer.WriteLineAsync(new JsonFormatter(JsonFormatter.Settings.Default.WithIndentation()).Format(answer));
        }
        else
        {
            new EvidenceRenderer(Ink.On(writer, terminal.Colours && !isPiped)).Render(answer);
        }

        if (settings.Output is null && !settings.Json)
        {
            await terminal.Output.WriteLineAsync();
            await terminal.Output.WriteAsync(text.AsMemory(), cancellationToken);
        }
        else if (settings.Output is { } path)
        {
            await BriefOutput.WriteAsync(path, text, terminal, cancellationToken);
        }
    }
}
