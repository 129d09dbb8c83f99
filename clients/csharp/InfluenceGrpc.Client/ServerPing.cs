using System.Globalization;
using Grpc.Core;

namespace InfluenceGrpc.Client;

/// <summary>What one of the smallest calls told.</summary>
/// <param name="SentAt">When it was sent, by the clock of this machine.</param>
/// <param name="RoundTrip">How long it took until the answer was there.</param>
/// <param name="ServerDate">
/// The server's time in whole seconds, which it may have looked up to a second before; null where it does not tell (a proxy may leave it
/// out). Its own time when it answered is at most two seconds later.
/// </param>
public sealed record ServerPing(DateTimeOffset SentAt, TimeSpan RoundTrip, DateTimeOffset? ServerDate)
{
    private const string DateHeader = "date";

    internal static DateTimeOffset? DateOf(Metadata headers) =>
        DateTimeOffset.TryParseExact(headers.GetValue(DateHeader), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;
}
