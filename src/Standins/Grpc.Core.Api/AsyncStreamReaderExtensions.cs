namespace Grpc.Core;

/// <summary>Reading without a token.</summary>
public static class AsyncStreamReaderExtensions
{
    /// <summary>Reads the next message; false at the end of the stream.</summary>
    public static Task<bool> MoveNext<T>(this IAsyncStreamReader<T> streamReader)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(streamReader);
        return streamReader.MoveNext(CancellationToken.None);
    }
}
