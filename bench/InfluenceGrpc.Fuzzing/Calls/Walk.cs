using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace InfluenceGrpc.Fuzzing.Calls;

/// <summary>Walks messages and everything in them.</summary>
internal static class Walk
{
    /// <summary>A message and all within it.</summary>
    public static IEnumerable<IMessage> Messages(IMessage message)
    {
        yield return message;
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => field.FieldType == FieldType.Message && !field.IsMap))
        {
            var value = field.Accessor.GetValue(message);
            foreach (var inner in (value as IList)?.OfType<IMessage>() ?? (value is IMessage single ? [single] : []))
            {
                foreach (var deeper in Messages(inner))
                {
                    yield return deeper;
                }
            }
        }
    }

    /// <summary>The fractions of one message, not of those within it, with the names of their fields.</summary>
    public static IEnumerable<(string Field, double Value)> Fractions(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var value = field.Accessor.GetValue(message);
            var values = field.IsMap ? ((IDictionary)value).Values : value as IEnumerable ?? new[] { value };
            foreach (var one in values)
            {
                if (one is double or float)
                {
                    yield return (field.Name, Convert.ToDouble(one, System.Globalization.CultureInfo.InvariantCulture));
                }
            }
        }
    }
}
