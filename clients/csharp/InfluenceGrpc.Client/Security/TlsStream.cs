using System.Net.Security;

namespace InfluenceGrpc.Client.Security;

/// <summary>
/// An encrypted connection that knows whether the server has said a word on it. TLS 1.3 is ready on our side before the server has looked at
/// our certificate, so that its refusal is seen as the end of the connection, by whatever comes first: a read that finds it, or a write into it.
/// </summary>
/// <param name="plain">The connection, which belongs to this from then on.</param>
/// <param name="host">Whom the server's certificate must be made out to.</param>
internal sealed class TlsStream(Stream plain, string host) : SslStream(plain)
{
    private volatile bool wasHeard;

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        wasHeard || buffer.IsEmpty ? base.ReadAsync(buffer, cancellationToken) : ReadFirstAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        wasHeard ? base.WriteAsync(buffer, cancellationToken) : WriteUnheardAsync(buffer, cancellationToken);

    private async ValueTask<int> ReadFirstAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int read;
        try
        {
            read = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException fault)
        {
            throw Unheard(fault);
        }

        wasHeard = read > 0;
        return wasHeard ? read : throw Unheard(new EndOfStreamException("It is at its end."));
    }

    private async ValueTask WriteUnheardAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException fault) when (!wasHeard)
        {
            throw Unheard(fault);
        }
    }

    private UnheardException Unheard(IOException fault) => new($"{host} ended the connection before its first word: {fault.Message}", fault);
}
