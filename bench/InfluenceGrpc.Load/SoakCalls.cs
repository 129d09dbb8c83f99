using Influence.V1;

namespace InfluenceGrpc.Load;

/// <summary>The single calls of a soak.</summary>
internal static class SoakCalls
{
    private const double PerSecond = 100;

    /// <summary>The name of those that need no profile store.</summary>
    public const string WithoutStore = "ClassifyTier";

    /// <summary>Makes them.</summary>
    /// <param name="creators">How many there are to ask for.</param>
    public static PacedCalls[] Of(int creators)
    {
        string IdOf(int number) => Population.Id(SoakStreams.CreatorOf(number, creators));
        var brief = Questions.Brief;
        return
        [
            new(WithoutStore, PerSecond, (client, number, token) =>
                client.ClassifyTierAsync(new ClassifyTierRequest { FollowerCount = (ulong)number + 1 }, token)),
            new("ScoreFit, id", PerSecond, (client, number, token) => client.ScoreFitAsync(IdOf(number), brief, cancellationToken: token)),
            new("GetProfile", PerSecond, async (client, number, token) =>
            {
                var answer = await client.GetProfileAsync(IdOf(number), cancellationToken: token);
                if (answer.Profile?.CreatorId != IdOf(number))
                {
                    throw new InvalidOperationException("another creator's profile was answered");
                }
            }),
        ];
    }
}
