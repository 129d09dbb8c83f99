using Grpc.Core;

namespace InfluenceGrpc.Server.Services;

/// <summary>Reads from a caller, and tells its departure from other faults.</summary>
internal sealed class ClientReader<T>(IAsyncStreamReader<T> transport) : IAsyncStreamReader<T>
{
    public T Current => transport.Current;

    /// <exception cref="ClientGoneException">The caller has gone.</exception>
    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        try
        {
            return await transport.MoveNext(cancellationToken);
        }
        catch (Exception exception) when (ClientGoneException.IsSaidBy(exception, cancellationToken))
        {
            throw new ClientGoneException(exception);
        }
    }
}
