namespace InfluenceGrpc.Server.Operations;

/// <summary>Everything that has a limit, in one place. Bounds of each setting: <see cref="Settings"/>.</summary>
internal sealed record LimitOptions
{
    /// <summary>Different statuses told apart among the failed items of one answer.</summary>
    public const int MaxItemStatuses = 64;

    /// <summary>
    /// Most bytes of any answer: a quarter of what clients take by default. The largest is a batch of 10,000 items under 16
    /// schemes with every column: 16 x 10,000 x (1 + 4 + 1) bytes of columns, 10,000 x (2 + 1) of failed items' numbers and
    /// data statuses, the statuses themselves, and the schemes.
    /// </summary>
    public const int MaxAnswerBytes = 1024 * 1024;

    /// <summary>
    /// Most items whose fit is answered with all components, whatever <see cref="MaxItems"/> says. An item then takes up to 245
    /// bytes: five figures of 8, a data status of 1, its number of up to 2 in at most ten reasons and seven flags, and 17 in
    /// each of ten components. Without components that is 75, and <see cref="MaxItems"/> of them stay below
    /// <see cref="MaxAnswerBytes"/>.
    /// </summary>
    public const int MostItemsWithComponents = 4_000;

    /// <summary>Most bytes of one status of failed items.</summary>
    public const int MaxItemStatusBytes = 2048;

    /// <summary>Most bytes of all statuses of failed items in one answer.</summary>
    public const int MaxItemStatusesBytes = 24 * 1024;

    /// <summary>
    /// Most bytes of a question to health or reflection, which hold a name or two. Nobody is asked who calls there, and there are no
    /// places for them, so what they may make the server take in is little.
    /// </summary>
    public const int MaxQuestionBytes = 4096;

    /// <summary>Bytes kept free in a message for its envelope when a chunk's bytes are limited.</summary>
    public const int EnvelopeBytes = 1024;

    /// <summary>Most items in a unary batch and in a chunk.</summary>
    public int MaxItems { get; init; } = 10_000;

    /// <summary>Most items in a unary batch and in a chunk whose fit is answered with components.</summary>
    public int MaxItemsWithComponents => Math.Min(MaxItems, MostItemsWithComponents);

    /// <summary>Most schemes in a request, the inline one included: see <see cref="MaxAnswerBytes"/>.</summary>
    public int MaxTierSchemes { get; init; } = 16;

    /// <summary>Most bytes in a chunk or unary batch, as serialized.</summary>
    public int MaxChunkBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Most bytes in any message; a larger one ends its call.</summary>
    public int MaxMessageBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Chunks of a stream taken in before the first of them is answered.</summary>
    public int MaxChunksInFlight { get; init; } = 8;

    /// <summary>Most ids in a look-up of profiles and in a chunk of such a stream.</summary>
    public int MaxLookupItems { get; init; } = 1_000;

    /// <summary>Most creators in a ranking, which is kept in memory until its stream ends: some 4 MB.</summary>
    public int MaxRanked { get; init; } = 10_000;

    /// <summary>Most candidates of a planning that are all kept until its stream ends.</summary>
    public int MaxPlanCandidates { get; init; } = 100_000;

    /// <summary>Most bytes kept of one creator.</summary>
    public int MaxProfileBytes { get; init; } = 64 * 1024;

    /// <summary>Most unary calls of single creators under way at once.</summary>
    public int MaxCalls { get; init; } = 256;

    /// <summary>
    /// Most unary calls of many creators under way at once. Of 10,000 creators, one takes 1 to 10 ms of a processor, so that on two
    /// processors the last of them waits less than a second; those beyond are better sent elsewhere. Fewer would be taken up by those
    /// that wait for a store that hangs.
    /// </summary>
    public int MaxBatches { get; init; } = 128;

    /// <summary>Most streams under way at once, plannings aside.</summary>
    public int MaxStreams { get; init; } = 256;

    /// <summary>
    /// Most plannings under way at once. One keeps up to <see cref="MaxPlanCandidates"/> candidates, some 40 MB of them where the target
    /// is one segment and 200 MB where it has 100, and takes a processor for seconds at its end.
    /// </summary>
    public int MaxPlannings { get; init; } = 8;

    /// <summary>
    /// Most calls under way at once that watch health or ask for reflection: nearly nothing each, and some for ever. As many again may watch
    /// health whom nobody knows.
    /// </summary>
    public int MaxWatches { get; init; } = 1_000;

    /// <summary>Most connections at once. An open one takes some kilobytes and a file.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>Chunks of all streams together taken in before they are answered; each stream may have one whatever the others have.</summary>
    public int MaxChunksInHand { get; init; } = 512;

    /// <summary>
    /// Most bytes that calls together may make the server keep (see <see cref="Admission.MemoryBudget"/>); null for half of what .NET may
    /// use besides the near cache.
    /// </summary>
    public long? MaxCallMemory { get; init; }

    /// <summary>
    /// How long a unary call may take from its headers to the last of its answer. A message of 8 MB comes in time at 28 kB/s; what has a
    /// slower line is sent as a stream, which may take for ever.
    /// </summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a stream may lie still.</summary>
    public TimeSpan StreamInactivity { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long calls under way may take to end at shutdown.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(20);
}
