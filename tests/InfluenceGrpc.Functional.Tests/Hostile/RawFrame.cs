namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>A frame of HTTP/2 as it came.</summary>
internal readonly record struct RawFrame(byte Type, byte Flags, int Stream, byte[] Payload)
{
    /// <summary>Whether it ends the connection or a stream by an error.</summary>
    public bool IsGoAway => Type == Wire.GoAway;

    public bool IsReset => Type == Wire.ResetStream;

    /// <summary>Whether it is the last of its stream.</summary>
    public bool EndsStream => Type is Wire.Headers or Wire.Data && (Flags & Wire.EndStream) != 0;
}
