namespace Grpc.Core;

/// <summary>The result codes of gRPC, numbered as on the wire.</summary>
public enum StatusCode
{
    /// <summary>Success.</summary>
    OK = 0,

    /// <summary>The call was cancelled, usually by its caller.</summary>
    Cancelled = 1,

    /// <summary>An error without a better code.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the call ended.</summary>
    DeadlineExceeded = 4,

    /// <summary>The requested thing does not exist.</summary>
    NotFound = 5,

    /// <summary>The thing to create exists.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota or another resource is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state the call needs; retrying will not help until it is.</summary>
    FailedPrecondition = 9,

    /// <summary>A concurrency conflict; retry at a higher level.</summary>
    Aborted = 10,

    /// <summary>Past the valid range in the present state.</summary>
    OutOfRange = 11,

    /// <summary>The method does not exist here.</summary>
    Unimplemented = 12,

    /// <summary>An invariant of the system is broken.</summary>
    Internal = 13,

    /// <summary>The service cannot be reached now; retry with backoff.</summary>
    Unavailable = 14,

    /// <summary>Data is lost or corrupt beyond recovery.</summary>
    DataLoss = 15,

    /// <summary>The caller has no valid credentials.</summary>
    Unauthenticated = 16,
}
