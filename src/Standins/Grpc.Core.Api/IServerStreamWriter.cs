namespace Grpc.Core;

/// <summary>The server's sending side; it ends when the handler returns.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>
{
}
