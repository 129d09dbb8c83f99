using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>
/// A server for programs, a figure a row, named as the contract names its field: <c>limits.stream.max_items_per_chunk</c>. So what the
/// contract gets new is a row more, and no column moves.
/// </summary>
internal static class InfoCsv
{
    public static void Write(TextWriter writer, GetServerInfoResponse info)
    {
        var sheet = new CsvSheet(writer, "name", "value");
        Write(sheet, "", info);
    }

    private static void Write(CsvSheet sheet, string parent, IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var value = field.Accessor.GetValue(message);
            switch (value)
            {
                case null:
                    break;
                case Duration time:
                    sheet.Row($"{parent}{field.Name}_seconds", time.ToTimeSpan().TotalSeconds);
                    break;
                case ProfileStoreKind store:
                    sheet.Row($"{parent}{field.Name}", ContractName.Of(store));
                    break;
                case IMessage part when field.FieldType == FieldType.Message:
                    Write(sheet, $"{parent}{field.Name}.", part);
                    break;
                default:
                    sheet.Row($"{parent}{field.Name}", value);
                    break;
            }
        }
    }
}
