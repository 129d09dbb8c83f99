using System.Text;

namespace Grpc.Core;

/// <summary>Makes marshallers.</summary>
public static class Marshallers
{
    /// <summary>A marshaller for UTF-8 text, for tests.</summary>
    public static Marshaller<string> StringMarshaller => Create(Encoding.UTF8.GetBytes, Encoding.UTF8.GetString);

    /// <summary>A marshaller from functions on arrays.</summary>
    public static Marshaller<T> Create<T>(Func<T, byte[]> serializer, Func<byte[], T> deserializer) => new(serializer, deserializer);

    /// <summary>A marshaller from functions on buffers.</summary>
    public static Marshaller<T> Create<T>(Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer) =>
        new(serializer, deserializer);
}
