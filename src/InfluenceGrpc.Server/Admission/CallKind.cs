namespace InfluenceGrpc.Server.Admission;

/// <summary>How a call weighs: each kind has places of its own, so that one does not crowd out another.</summary>
internal enum CallKind
{
    /// <summary>Questions about health: answered always.</summary>
    Free,

    /// <summary>Watches of health, and reflection: cheap, but for as long as their clients like.</summary>
    Watch,

    /// <summary>Watches of health by whom the server does not know. They have places of their own, or they would take those of callers.</summary>
    WatchOfAStranger,

    /// <summary>A single creator, or a list of what there is: microseconds, or one look-up.</summary>
    Single,

    /// <summary>Many creators in one message: up to tens of milliseconds of a processor.</summary>
    Batch,

    /// <summary>For as long as its client likes.</summary>
    Stream,

    /// <summary>A stream that keeps its candidates, and at its end takes a processor for seconds.</summary>
    Planning,
}
