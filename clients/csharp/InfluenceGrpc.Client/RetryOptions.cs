namespace InfluenceGrpc.Client;

/// <summary>
/// Exponential backoff with jitter, for the status UNAVAILABLE, for streams that break off, and for calls that find no place or go past
/// their caller's rate (OVERLOADED, RATE_EXCEEDED). What a server asks to wait (google.rpc.RetryInfo) is waited at least, and up to a
/// tenth more, so that not all who were turned away come again at once.
/// </summary>
public sealed class RetryOptions
{
    /// <summary>
    /// Attempts of a unary call, the first included, in [1, 5]; 1 means no retry. 4 unless set. A call that the server has no place for,
    /// or that goes past its caller's rate, is refused for good at once where the wait that the server asks for would end past
    /// <see cref="InfluenceClientOptions.UnaryTimeout"/>.
    /// </summary>
    public int UnaryAttempts { get; set; } = 4;

    /// <summary>
    /// Attempts of a stream in a row, the first included, that bring no answer before the stream is given up; at least 1.
    /// Every answer starts the count anew. 8 unless set, which is about half a minute.
    /// </summary>
    public int StreamAttemptsWithoutProgress { get; set; } = 8;

    /// <summary>
    /// Attempts in a row, the first included, of items that the profile store does not take or give because it is not
    /// there (PROFILE_STORE_UNAVAILABLE, REPLICAS_NOT_REACHED); at least 1, which means no second. Past them a stream of
    /// writes fails, and other streams answer such items as failed, without waiting again until the store is back. 10
    /// unless set, which is about half a minute.
    /// </summary>
    public int StoreAttemptsWithoutProgress { get; set; } = 10;

    /// <summary>Wait before the second attempt, &gt; 0; it doubles with each further one. 0.2 seconds unless set.</summary>
    public TimeSpan InitialBackoff { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait of the client's own choice. 10 seconds unless set.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait that a server may ask for (google.rpc.RetryInfo); a longer one is cut. A minute unless set.</summary>
    public TimeSpan MaxServerBackoff { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Seed of the jitter, for tests; null for a random one.</summary>
    public int? Seed { get; set; }
}
