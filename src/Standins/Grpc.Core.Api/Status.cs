namespace Grpc.Core;

/// <summary>The result of a call: a code and, for errors, a text.</summary>
public struct Status
{
    /// <summary>OK with an empty detail.</summary>
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");

    /// <summary>Cancelled with an empty detail.</summary>
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    /// <summary>A status that travels to the peer.</summary>
    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    /// <summary>A status that also says which local exception caused it; the exception never travels.</summary>
    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        Detail = detail;
        DebugException = debugException;
    }

    /// <summary>The code.</summary>
    public StatusCode StatusCode { get; }

    /// <summary>The text for people; empty when there is nothing to say.</summary>
    public string Detail { get; }

    /// <summary>The local cause, client side only.</summary>
    public Exception? DebugException { get; }

    /// <summary>The status as one line, in the format that logs and tests rely on.</summary>
    public override string ToString()
    {
        string head = $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\"";
        return DebugException is null
            ? head + ")"
            : $"{head}, DebugException=\"{DebugException.GetType()}: {DebugException.Message}\")";
    }
}
