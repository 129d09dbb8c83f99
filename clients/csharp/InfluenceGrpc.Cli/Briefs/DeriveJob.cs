using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;
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

        if (settings is { Output: { } path and not InputFile.Standard, Overwrite: false } && File.Exists(path) && !SpecialFile.Is(path))
        {
            throw new InputException($"There is a file '{path}' already: name another, or replace it with --overwrite.");
        }

        using var examples = await settings.Examples.OpenAsync(terminal, cancellationToken);
        using var background = settings.Background is { } peers ? await peers.OpenAsync(terminal, cancellationToken) : null;
        using var client = settings.Server.Connect();
        FitFaults.TellFindings(examples, terminal);
        using var faults = new FitFaults(path: null);
        DeriveBriefResponse? answer = null;
        await ProgressDisplay.For(settings.Progress, terminal).RunAsync(
            examples.BytesTotal + (background?.BytesTotal ?? 0),
            async report => answer = await DeriveAsync(client, examples, background, faults, report, cancellationToken));

        faults.Complete(terminal);
        await WriteAsync(answer!, cancellationToken);
        return settings.Strict && faults.Bad > 0 ? ExitCodes.RowsFailed : ExitCodes.Success;
    }

    private async Task<DeriveBriefResponse> DeriveAsync(
        InfluenceClient client,
        IFitRowSource source,
        IFitRowSource? background,
        FitFaults faults,
        Action<ProgressReading> report,
        CancellationToken cancellationToken)
    {
        var rows = 0L;
        var examples = new ExampleRows(source, faults, Read);
        var options = new DeriveBriefOptions
        {
            ModelId = settings.Model,
            Title = settings.Title,
            Brand = settings.Brand,
            Read = settings.Examples.Read,
        };
        var peers = background is null ? null : new ExampleRows(background, faults, Read).ProfilesAsync(cancellationToken);
        try
        {
            return settings.Examples.Read is null
                ? await client.DeriveBriefAsync(examples.ProfilesAsync(cancellationToken), peers, options, cancellationToken)
                : await client.DeriveBriefAsync(examples.IdsAsync(cancellationToken), peers, options, cancellationToken);
        }
        catch (InfluenceException fault) when (fault.Violations.Count > 0)
        {
            faults.Complete(terminal);
            throw new InputException("No brief can be derived of these creators:", [.. fault.Violations.Select(examples.Describe)]);
        }

        void Read() => report(new ProgressReading(++rows, source.BytesRead + (background?.BytesRead ?? 0)));
    }

    private async Task WriteAsync(DeriveBriefResponse answer, CancellationToken cancellationToken)
    {
        // A brief that is piped on, or into a file by the shell, has nothing in front of it.
        var output = settings.Output ?? (settings.Form == OutputForm.Json ? null : InputFile.Standard);
        var told = new JobOutput { File = output, Form = settings.Form };
        told.Tell(terminal, Telling.Of(answer, writer => EvidenceCsv.Write(writer, answer), ink => new EvidenceRenderer(ink).Render(answer)));
        if (output is { } path)
        {
            await BriefOutput.WriteAsync(path, BriefText.Write(answer.Brief), terminal, cancellationToken);
        }
    }
}
