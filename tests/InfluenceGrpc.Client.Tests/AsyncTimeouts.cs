namespace InfluenceGrpc.Client.Tests;

internal static class AsyncTimeouts
{
    /// <summary>The same sequence; each wait for the next element fails after a while.</summary>
    public static async IAsyncEnumerable<T> WithTimeout<T>(this IAsyncEnumerable<T> source, TimeSpan patience)
    {
        await using var elements = source.GetAsyncEnumerator();
        while (await elements.MoveNextAsync().AsTask().WaitAsync(patience))
        {
            yield return elements.Current;
        }
    }
}
