namespace InfluenceGrpc.Server.Connect;

/// <summary>How the Connect protocol names the codes of gRPC, and the status of HTTP that goes with each.</summary>
internal static class ConnectCode
{
    private const int Unknown = 2;

    // https://connectrpc.com/docs/protocol#error-codes, by the numbers of gRPC; 0 is no error.
    private static readonly (string Name, int Http)[] Codes =
    [
        ("", StatusCodes.Status200OK),
        ("canceled", StatusCodes.Status499ClientClosedRequest),
        ("unknown", StatusCodes.Status500InternalServerError),
        ("invalid_argument", StatusCodes.Status400BadRequest),
        ("deadline_exceeded", StatusCodes.Status504GatewayTimeout),
        ("not_found", StatusCodes.Status404NotFound),
        ("already_exists", StatusCodes.Status409Conflict),
        ("permission_denied", StatusCodes.Status403Forbidden),
        ("resource_exhausted", StatusCodes.Status429TooManyRequests),
        ("failed_precondition", StatusCodes.Status400BadRequest),
        ("aborted", StatusCodes.Status409Conflict),
        ("out_of_range", StatusCodes.Status400BadRequest),
        ("unimplemented", StatusCodes.Status501NotImplemented),
        ("internal", StatusCodes.Status500InternalServerError),
        ("unavailable", StatusCodes.Status503ServiceUnavailable),
        ("data_loss", StatusCodes.Status500InternalServerError),
        ("unauthenticated", StatusCodes.Status401Unauthorized),
    ];

    /// <summary>Name and HTTP status of a code of gRPC, which is an error.</summary>
    public static (string Name, int Http) Of(int code) => code > 0 && code < Codes.Length ? Codes[code] : Codes[Unknown];
}
