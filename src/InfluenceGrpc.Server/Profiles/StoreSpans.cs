using System.Diagnostics;
using System.Runtime.CompilerServices;
using static System.Diagnostics.ActivityStatusCode;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>What a trace tells of the store: one span a question, below its call.</summary>
/// <remarks>Never an id: a span holds how many profiles were asked for, and what became of that. Without a listener nothing is made.</remarks>
internal static class StoreSpans
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "InfluenceGrpc";

    /// <summary>Reading profiles.</summary>
    public const string Read = "read";

    /// <summary>Writing and deleting profiles.</summary>
    public const string Write = "write";

    /// <summary>Most spans of one call: a stream may ask the store for days, and no trace is to grow with it.</summary>
    public const int MostInCall = 128;

    private const string CountProperty = "influence.store.spans";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins a span; null where nobody traces the call, or it has had its spans.</summary>
    /// <param name="operation"><see cref="Read"/> or <see cref="Write"/>.</param>
    /// <param name="keys">How many profiles.</param>
    public static Activity? Begin(string operation, int keys)
    {
        if (!Source.HasListeners() || (Activity.Current is { Recorded: true } call && !HasRoom(call)))
        {
            return null;
        }

        var span = Source.StartActivity(operation == Read ? "store read" : "store write", ActivityKind.Client);
        span?.SetTag("influence.store.operation", operation);
        span?.SetTag("influence.store.keys", keys);
        return span;
    }

    /// <summary>Ends a span.</summary>
    /// <param name="span">The span; null where there is none.</param>
    /// <param name="outcome">One of <see cref="StoreOutcome"/>.</param>
    public static void End(Activity? span, string outcome)
    {
        if (span is null)
        {
            return;
        }

        span.SetTag("influence.store.outcome", outcome);
        if (outcome is StoreOutcome.Unavailable or StoreOutcome.Partial or StoreOutcome.Failed)
        {
            span.SetStatus(Error);
        }

        span.Dispose();
    }

    // Two chunks at once may both find no count yet, and one of the two is lost: the bound holds but for a few.
    private static bool HasRoom(Activity call)
    {
        if (call.GetCustomProperty(CountProperty) is not StrongBox<int> count)
        {
            count = new(0);
            call.SetCustomProperty(CountProperty, count);
        }

        return Interlocked.Increment(ref count.Value) <= MostInCall;
    }
}
