namespace InfluenceGrpc.Server.Services;

/// <summary>The caller cannot be read from or written to any more. Nobody's fault: callers may leave at any time.</summary>
internal sealed class ClientGoneException(Exception transport) : Exception("The caller has gone.", transport)
{
    /// <summary>
    /// Whether the transport says so in this way. Kestrel reports a caller's departure to whoever reads or writes a
    /// little before it cancels the call's token, so the token alone would make some departures look like our fault.
    /// </summary>
    /// <param name="transport">What reading or writing threw.</param>
    /// <param name="asked">The token it was given: cancelling that is no departure.</param>
    public static bool IsSaidBy(Exception transport, CancellationToken asked) =>
        transport is IOException or InvalidOperationException
        || (transport is OperationCanceledException && !asked.IsCancellationRequested);
}
