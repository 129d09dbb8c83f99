using Grpc.Core;

namespace InfluenceGrpc.Server.Services;

/// <summary>Writes to a caller, and tells its departure from other faults.</summary>
internal sealed class ClientWriter<T>(IServerStreamWriter<T> transport) : IServerStreamWriter<T>
{
    public WriteOptions? WriteOptions
    {
        get => transport.WriteOptions;
        set => transport.WriteOptions = value;
    }

    /// <exception cref="ClientGoneException">The caller has gone.</exception>
    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    /// <exception cref="ClientGoneException">The caller has gone.</exception>
    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        try
        {
            await transport.WriteAsync(message, cancellationToken);
        }
        catch (Exception exception) when (ClientGoneException.IsSaidBy(exception, cancellationToken))
        {
            throw new ClientGoneException(exception);
        }
    }
}
