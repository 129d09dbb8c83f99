using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace InfluenceGrpc.Server.Tests.Fit;

/// <summary>Which fields of messages somebody sets: "influence.v1.FitScore.score".</summary>
internal static class SetFields
{
    /// <summary>Every field of a message and of the messages of its own package in it that says something, in any of the messages given.</summary>
    public static HashSet<string> In(params IEnumerable<IMessage> messages)
    {
        var set = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            Collect(message, message.Descriptor.File.Package, set);
        }

        return set;
    }

    /// <summary>Every field there is of a message and of the messages of its own package in it.</summary>
    public static HashSet<string> Of(MessageDescriptor message)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            all.Add(field.FullName);
            if (field.FieldType == FieldType.Message && field.MessageType.File.Package == message.File.Package)
            {
                all.UnionWith(Of(field.MessageType));
            }
        }

        return all;
    }

    private static void Collect(IMessage message, string package, HashSet<string> set)
    {
        if (message.Descriptor.File.Package != package)
        {
            return;
        }

        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var value = field.Accessor.GetValue(message);
            if (value is IList list)
            {
                if (list.Cast<object>().Any(entry => entry is IMessage || !IsZero(entry)))
                {
                    set.Add(field.FullName);
                }

                foreach (var inner in list.OfType<IMessage>())
                {
                    Collect(inner, package, set);
                }
            }
            else if (value is IMessage inner)
            {
                set.Add(field.FullName);
                Collect(inner, package, set);
            }
            else if (value is not null && !IsZero(value))
            {
                set.Add(field.FullName);
            }
        }
    }

    private static bool IsZero(object value) => value is "" || value.Equals(value.GetType().IsValueType ? Activator.CreateInstance(value.GetType()) : null);
}
