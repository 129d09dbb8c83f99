using System.Text;
using Grpc.Core;

namespace InfluenceGrpc.Standins.Tests.Semantics;

public sealed class MarshallerTests
{
    [Fact]
    public void Create_FromArrayFunctions_EmulatesTheContextualOnes()
    {
        Marshaller<string> marshaller = Marshallers.StringMarshaller;
        var written = new ArrayContext();

        marshaller.ContextualSerializer("hé", written);

        Assert.Equal("hé"u8.ToArray(), written.Payload!);
        Assert.Equal("hé", marshaller.Deserializer(marshaller.Serializer("hé")));
        Assert.Equal("hé", marshaller.ContextualDeserializer(new ArraySource("hé"u8.ToArray())));
    }

    [Fact]
    public void Create_FromContextualFunctions_HasNoArrayFunctions()
    {
        Marshaller<string> marshaller = Marshallers.Create<string>(
            (text, context) => context.Complete(Encoding.UTF8.GetBytes(text)),
            context => Encoding.UTF8.GetString(context.PayloadAsNewBuffer()));

        Assert.Throws<NotImplementedException>(() => marshaller.Serializer("a"));
        Assert.Throws<NotImplementedException>(() => marshaller.Deserializer([]));
    }

    [Fact]
    public void Contexts_NothingOverridden_Throw()
    {
        var serialization = new BareSerializationContext();

        Assert.Throws<NotImplementedException>(() => serialization.Complete([]));
        Assert.Throws<NotImplementedException>(serialization.Complete);
        Assert.Throws<NotImplementedException>(serialization.GetBufferWriter);
        Assert.Throws<NotImplementedException>(() => serialization.SetPayloadLength(1));
        Assert.Throws<NotImplementedException>(() => new ArraySource([]).PayloadAsReadOnlySequence());
    }

    [Fact]
    public void New_Method_BuildsThePath()
    {
        var method = new Method<string, string>(
            MethodType.Unary,
            "a.b.C",
            "Do",
            Marshallers.StringMarshaller,
            Marshallers.StringMarshaller);

        Assert.Equal("/a.b.C/Do", method.FullName);
    }

    private sealed class BareSerializationContext : SerializationContext;

    private sealed class ArrayContext : SerializationContext
    {
        internal byte[]? Payload { get; private set; }

        public override void Complete(byte[] payload) => Payload = payload;
    }

    private sealed class ArraySource(byte[] payload) : DeserializationContext
    {
        public override int PayloadLength => payload.Length;

        public override byte[] PayloadAsNewBuffer() => payload;
    }
}
