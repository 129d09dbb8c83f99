using System.Net;
using System.Net.Sockets;
using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Diagnosis;

/// <summary>Whether the name is known here, and something listens at the port.</summary>
internal sealed class PortCheck(ServerPlace place, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Looks; where something listens, tells at which of the name's addresses.</summary>
    public async Task<(Finding Finding, IPEndPoint? Listening)> RunAsync(CancellationToken cancellationToken)
    {
        IPAddress[] addresses;
        try
        {
            addresses = await Dns.GetHostAddressesAsync(place.Host, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception fault) when (fault is SocketException or TimeoutException or ArgumentException)
        {
            return (Finding.Failed(CheckNames.Port, $"the name '{place.Host}' is not known here ({fault.Message})", "check how it is written, and what this machine asks for names", ExitCodes.Unreachable), null);
        }

        List<string> silent = [];
        IPEndPoint? listening = null;
        foreach (var end in addresses.Select(address => new IPEndPoint(address, place.Port)))
        {
            if (await WhyNotAsync(end, cancellationToken) is { } why)
            {
                silent.Add($"{end} {why}");
            }
            else
            {
                listening ??= end;
            }
        }

        return (Judge(listening, silent), listening);
    }

    private static Finding Judge(IPEndPoint? listening, List<string> silent)
    {
        const string byHand = "start the server there (InfluenceGrpc.Server --listen ADDRESS:PORT), open the way to it, or name another with --server";
        var others = string.Join("; ", silent);
        return (listening, silent.Count) switch
        {
            (null, _) => Finding.Failed(CheckNames.Port, others.Length > 0 ? others : "the name has no address", byHand, ExitCodes.Unreachable),
            (_, 0) => Finding.Ok(CheckNames.Port, $"something listens at {listening}"),
            _ => Finding.Note(CheckNames.Port, $"something listens at {listening}; not at other addresses of the name: {others}", "take them out of the name, or start servers there"),
        };
    }

    private async Task<string?> WhyNotAsync(IPEndPoint end, CancellationToken cancellationToken)
    {
        using var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(end, either.Token);
            return null;
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return "refuses connections: nothing listens there";
        }
        catch (SocketException fault)
        {
            return $"cannot be reached: {fault.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"does not answer within {Figures.Duration(Patience)}: something on the way may swallow connections";
        }
    }
}
