using Google.Rpc;
using Grpc.Core;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>Reads the details that come with a refusal.</summary>
internal static class Refused
{
    /// <summary>Runs a call that must end with a status, and returns the whole of it.</summary>
    public static async Task<Google.Rpc.Status> ByAsync(Func<Task> call) =>
        Of(await Assert.ThrowsAsync<RpcException>(() => call().WaitAsync(TimeSpan.FromSeconds(30))));

    /// <summary>The whole of the status that a call ended with.</summary>
    public static Google.Rpc.Status Of(RpcException exception)
    {
        var bytes = exception.Trailers.GetValueBytes("grpc-status-details-bin");
        Assert.True(bytes is not null, $"No details came with {exception.Status}.");
        var status = Google.Rpc.Status.Parser.ParseFrom(bytes);
        Assert.Equal((int)exception.StatusCode, status.Code);
        Assert.Equal(exception.Status.Detail, status.Message);
        return status;
    }

    /// <summary>The reason of a status.</summary>
    public static string Reason(this Google.Rpc.Status status)
    {
        var info = Detail<ErrorInfo>(status) ?? throw new InvalidOperationException("A status without ErrorInfo.");
        Assert.Equal("influence.v1", info.Domain);
        return info.Reason;
    }

    /// <summary>What goes with the reason.</summary>
    public static IDictionary<string, string> ReasonMetadata(this Google.Rpc.Status status) => Detail<ErrorInfo>(status)!.Metadata;

    /// <summary>Every field at fault.</summary>
    public static string[] Fields(this Google.Rpc.Status status) =>
        [.. Detail<BadRequest>(status)?.FieldViolations.Select(violation => violation.Field) ?? []];

    /// <summary>A detail of a status, or null where it has none of that type.</summary>
    public static T? Detail<T>(this Google.Rpc.Status status)
        where T : class, Google.Protobuf.IMessage, new() =>
        status.Details.Where(any => any.TypeUrl.EndsWith("/" + new T().Descriptor.FullName, StringComparison.Ordinal))
            .Select(any =>
            {
                var detail = new T();
                Google.Protobuf.MessageExtensions.MergeFrom(detail, any.Value);
                return detail;
            })
            .SingleOrDefault();
}
