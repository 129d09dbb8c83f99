namespace Grpc.Core;

/// <summary>How a message is written.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The transport may hold the message back to send it with the next.</summary>
    BufferHint = 0x1,

    /// <summary>Do not compress this message.</summary>
    NoCompress = 0x2,
}
