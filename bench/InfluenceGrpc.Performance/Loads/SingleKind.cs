using Google.Protobuf;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Performance.Asked;

namespace InfluenceGrpc.Performance.Loads;

/// <summary>A kind of single call, always the same: what is asked, and what has to be answered.</summary>
/// <param name="Service">Full name of the service.</param>
/// <param name="Method">Name of the method.</param>
/// <param name="Request">The message, as bytes.</param>
/// <param name="Judge">Holds the answer against the rules; throws where it is wrong.</param>
internal sealed record SingleKind(string Service, string Method, byte[] Request, Action<byte[]> Judge)
{
    private const int Creator = 42;

    // One for all calls: channels keep what they know of each.
    private readonly Method<byte[], byte[]> method = new(MethodType.Unary, Service, Method, ByteMarshallers.Plain, ByteMarshallers.Plain);

    /// <summary>The tier of a follower count.</summary>
    public static SingleKind ClassifyTier => new(
        "influence.v1.TierService", "ClassifyTier", new ClassifyTierRequest { FollowerCount = 12_345 }.ToByteArray(),
        answer => Expect(TierRules.OrdinalOf(12_345), ClassifyTierResponse.Parser.ParseFrom(answer).Classifications[0].Ordinal));

    /// <summary>The fit of a profile in the request.</summary>
    public static SingleKind ScoreFitOfProfile => ScoreFit(new() { Profile = Population.Profile(Creator), Brief = Questions.Brief });

    /// <summary>The fit of a stored creator.</summary>
    public static SingleKind ScoreFitById => ScoreFit(new() { CreatorId = Population.Id(Creator), Brief = Questions.Brief });

    /// <summary>A method that does nothing, on the plain .NET peer: it is asked what the others are, and answers with an empty message.</summary>
    public static SingleKind Empty => ScoreFitOfProfile with { Judge = answer => Expect(0, answer.Length) };

    /// <summary>The same, asked with no more than a creator's id.</summary>
    public static SingleKind EmptyOfLittle => Empty with { Request = new ScoreFitRequest { CreatorId = Population.Id(Creator) }.ToByteArray() };

    /// <summary>A stored profile.</summary>
    public static SingleKind GetProfile => new(
        "influence.v1.ProfileService", "GetProfile", new GetProfileRequest { CreatorId = Population.Id(Creator) }.ToByteArray(),
        answer => Expect(Population.Profile(Creator), GetProfileResponse.Parser.ParseFrom(answer).Profile));

    /// <summary>Where HTTP/2 finds it.</summary>
    public string Path => $"/{Service}/{Method}";

    /// <summary>Makes one call.</summary>
    /// <param name="channel">To the server.</param>
    public AsyncUnaryCall<byte[]> Call(CallInvoker channel) => channel.AsyncUnaryCall(
        method, null, new CallOptions(deadline: DateTime.UtcNow.AddMinutes(1)), Request);

    /// <summary>Makes one call and holds its answer against the rules; returns how long the answer is.</summary>
    /// <exception cref="InvalidOperationException">It is wrong.</exception>
    public async Task<int> VerifyAsync(ChannelBase channel)
    {
        var answer = await Call(channel.CreateCallInvoker());
        Judge(answer);
        return answer.Length;
    }

    private static SingleKind ScoreFit(ScoreFitRequest request) => new(
        "influence.v1.FitService", "ScoreFit", request.ToByteArray(),
        answer => Expect(FitRules.Of(Creator), (ScoreFitResponse.Parser.ParseFrom(answer).Fit.Score, ScoreFitResponse.Parser.ParseFrom(answer).Fit.Coverage)));

    private static void Expect<T>(T due, T answered)
    {
        if (!Equals(due, answered))
        {
            throw new InvalidOperationException($"{answered} was answered where {due} was due.");
        }
    }
}
