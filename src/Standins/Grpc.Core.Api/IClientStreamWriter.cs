namespace Grpc.Core;

/// <summary>The client's sending side, which the client also ends.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Ends the request stream; nothing can be written afterwards.</summary>
    Task CompleteAsync();
}
