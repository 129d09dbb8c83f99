using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using InfluenceGrpc.Performance.Asked;
using InfluenceGrpc.Performance.Measuring;

namespace InfluenceGrpc.Performance.Loads;

/// <summary>Rows in JSON to the JSON API, several requests at once.</summary>
/// <param name="address">The server's.</param>
/// <param name="rows">Creators in a request.</param>
internal sealed class JsonRows(Uri address, int rows) : IDisposable
{
    private const int AtOnce = 8;

    private readonly HttpClient client = new() { BaseAddress = address };
    private readonly ulong[] followers = [.. Questions.Followers(rows).Followers];
    private int answerBytes;

    private byte[] Request => JsonSerializer.SerializeToUtf8Bytes(
        followers.Select((count, number) => new { creatorId = Population.Id(number), followers = count }));

    /// <summary>Asks once and holds the answer against the rules.</summary>
    /// <exception cref="InvalidOperationException">It is wrong.</exception>
    public async Task VerifyAsync()
    {
        var answer = await AskAsync(Request);
        TierRules.JudgeOrdinals(JsonSerializer.Deserialize<uint[]>(answer)!, followers);
        answerBytes = answer.Length;
    }

    /// <summary>Asks for a while; to be called after <see cref="VerifyAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">An answer is another than the first.</exception>
    public async Task<Counts> RunAsync(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var requests = 0;
        var request = Request;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (clock.Elapsed < duration)
            {
                var answer = await AskAsync(request);
                if (answer.Length != answerBytes)
                {
                    throw new InvalidOperationException($"{answer.Length} bytes were answered where {answerBytes} were due.");
                }

                Interlocked.Increment(ref requests);
            }
        }));
        return new((double)requests * rows, clock.Elapsed.TotalSeconds);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<byte[]> AskAsync(byte[] request)
    {
        using var content = new ByteArrayContent(request);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(new Uri("tiers", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }
}
