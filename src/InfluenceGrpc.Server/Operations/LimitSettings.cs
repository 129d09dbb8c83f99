using System.Globalization;

namespace InfluenceGrpc.Server.Operations;

/// <summary>What calls and streams may ask for.</summary>
internal static class LimitSettings
{
    private const long LeastCallMemory = 16 * 1024 * 1024;
    private const long MostCallMemory = 1024L * 1024 * 1024 * 1024;

    // Streams have half of three quarters of the memory for messages that begin to come.
    private const long LeastMessagesInMemory = 3;

    /// <summary>In the order in which people are told of them.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        Setting.OfCount("Limits:MaxItems", 10_000, 1, 10_000,
            $"Most items in a unary batch and in a chunk of a stream; of fit scores with components no more than {LimitOptions.MostItemsWithComponents}.",
            (options, value) => WithLimits(options, limits => limits with { MaxItems = value })),
        Setting.OfCount("Limits:MaxTierSchemes", 16, 1, 16,
            "Most schemes in a request, an inline one included.",
            (options, value) => WithLimits(options, limits => limits with { MaxTierSchemes = value })),
        Setting.OfCount("Limits:MaxChunkBytes", 4 * 1024 * 1024, 1024, 64 * 1024 * 1024,
            "Most bytes in a chunk or unary batch; a larger one is refused.",
            (options, value) => WithLimits(options, limits => limits with { MaxChunkBytes = value })),
        Setting.OfCount("Limits:MaxMessageBytes", 8 * 1024 * 1024, 2048, 128 * 1024 * 1024,
            "Most bytes in any message, more than Limits:MaxChunkBytes; a larger one ends its call.",
            (options, value) => WithLimits(options, limits => limits with { MaxMessageBytes = value })),
        Setting.OfCount("Limits:MaxChunksInFlight", 8, 1, 256,
            "Chunks of a stream taken in before the first of them is answered.",
            (options, value) => WithLimits(options, limits => limits with { MaxChunksInFlight = value })),
        Setting.OfCount("Limits:MaxLookupItems", 1_000, 1, 10_000,
            "Most ids in a look-up of profiles and in a chunk of such a stream.",
            (options, value) => WithLimits(options, limits => limits with { MaxLookupItems = value })),
        Setting.OfCount("Limits:MaxProfileBytes", 64 * 1024, 1024, 512 * 1024,
            "Most bytes kept of one creator; a larger profile is refused.",
            (options, value) => WithLimits(options, limits => limits with { MaxProfileBytes = value })),
        Setting.OfCount("Limits:MaxRanked", 10_000, 1, 10_000,
            "Most creators that a ranking keeps.",
            (options, value) => WithLimits(options, limits => limits with { MaxRanked = value })),
        Setting.OfCount("Limits:MaxPlanCandidates", 100_000, 1_000, 10_000_000,
            "Most candidates of a planning that are all kept until its stream ends; of more, those that look best.",
            (options, value) => WithLimits(options, limits => limits with { MaxPlanCandidates = value })),
        Setting.OfCount("Limits:MaxCalls", 256, 1, 100_000,
            "Most unary calls of single creators under way at once; one more is refused at once.",
            (options, value) => WithLimits(options, limits => limits with { MaxCalls = value })),
        Setting.OfCount("Limits:MaxBatches", 128, 1, 100_000,
            "Most unary calls of many creators under way at once; one more is refused at once.",
            (options, value) => WithLimits(options, limits => limits with { MaxBatches = value })),
        Setting.OfCount("Limits:MaxStreams", 256, 1, 100_000,
            "Most streams under way at once, plannings aside; one more is refused at once.",
            (options, value) => WithLimits(options, limits => limits with { MaxStreams = value })),
        Setting.OfCount("Limits:MaxPlannings", 8, 1, 100_000,
            "Most plannings under way at once, each of which keeps its candidates in memory; one more is refused at once.",
            (options, value) => WithLimits(options, limits => limits with { MaxPlannings = value })),
        Setting.OfCount("Limits:MaxWatches", 1_000, 1, 1_000_000,
            "Most calls under way at once that watch health or ask for reflection, and as many again of callers without a key; one more is refused at once.",
            (options, value) => WithLimits(options, limits => limits with { MaxWatches = value })),
        Setting.OfCount("Limits:MaxConnections", 10_000, 1, 1_000_000,
            "Most connections at once; one more is closed at once. The process must be allowed as many open files.",
            (options, value) => WithLimits(options, limits => limits with { MaxConnections = value })),
        Setting.OfCount("Limits:MaxChunksInHand", 512, 1, 1_000_000,
            "Chunks of all streams together taken in before they are answered; shared out evenly, and each stream may have one.",
            (options, value) => WithLimits(options, limits => limits with { MaxChunksInHand = value })),
        new("Limits:MaxCallMemory", "", $"a whole number in [{LeastCallMemory}, {MostCallMemory}]",
            "Most bytes that calls together may make the server keep (messages, chunks, answers, rankings, plannings), at least three times Limits:MaxMessageBytes; unless set, half of what .NET may use besides the near cache.",
            (options, text) =>
                long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= LeastCallMemory and <= MostCallMemory
                    ? WithLimits(options, limits => limits with { MaxCallMemory = value })
                    : null),
        Setting.OfTime("Limits:CallTimeout", "00:05:00", TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1),
            "How long a unary call may take, from its beginning to the last of its answer; one that takes longer is cut off.",
            (options, value) => WithLimits(options, limits => limits with { CallTimeout = value })),
        Setting.OfTime("Limits:StreamInactivity", "00:05:00", TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1),
            "How long a stream may lie still before it is ended.",
            (options, value) => WithLimits(options, limits => limits with { StreamInactivity = value })),
        Setting.OfTime("Limits:DrainTimeout", "00:00:20", TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10),
            "How long calls under way may take to end at shutdown.",
            (options, value) => WithLimits(options, limits => limits with { DrainTimeout = value })),
    ];

    /// <summary>What is wrong with settings that are right one by one.</summary>
    public static IEnumerable<string> Faults(ServerOptions options)
    {
        if (options.Limits.MaxMessageBytes < options.Limits.MaxChunkBytes + LimitOptions.EnvelopeBytes)
        {
            yield return $"Limits:MaxMessageBytes is {options.Limits.MaxMessageBytes}; it must exceed Limits:MaxChunkBytes "
                + $"({options.Limits.MaxChunkBytes}) by at least {LimitOptions.EnvelopeBytes}.";
        }

        if (options.Limits.MaxCallMemory < LeastMessagesInMemory * options.Limits.MaxMessageBytes)
        {
            yield return $"Limits:MaxCallMemory is {options.Limits.MaxCallMemory}; it must be at least {LeastMessagesInMemory} times "
                + $"Limits:MaxMessageBytes ({options.Limits.MaxMessageBytes}), or the largest messages never find room.";
        }
    }

    private static ServerOptions WithLimits(ServerOptions options, Func<LimitOptions, LimitOptions> change) =>
        options with { Limits = change(options.Limits) };
}
