using Google.Protobuf;
using Google.Protobuf.Reflection;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace InfluenceGrpc.Server.Contract;

/// <summary>The served contract's files, by file name and by the symbols in them.</summary>
internal sealed class DescriptorIndex
{
    private readonly Dictionary<string, FileDescriptor> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> symbols = new(StringComparer.Ordinal);

    /// <summary>Indexes the files of some services, some files beside them, and all files that any of them import.</summary>
    public DescriptorIndex(IReadOnlyList<ServiceDescriptor> services, IReadOnlyList<FileDescriptor> beside)
    {
        Services = [.. services.Select(service => service.FullName).Order(StringComparer.Ordinal)];
        foreach (var file in services.Select(service => service.File).Concat(beside))
        {
            AddFile(file);
        }
    }

    /// <summary>Full names of the services, in order.</summary>
    public IReadOnlyList<string> Services { get; }

    /// <summary>The file of that name, serialized, with every file it imports; null where there is none.</summary>
    public IReadOnlyList<ByteString>? FileByName(string name) =>
        files.TryGetValue(name, out var file) ? WithImports(file) : null;

    /// <summary>The file that defines a symbol, likewise.</summary>
    public IReadOnlyList<ByteString>? FileBySymbol(string symbol) =>
        symbols.TryGetValue(symbol, out var file) ? WithImports(file) : null;

    /// <summary>Whether a message type of that full name is known.</summary>
    public bool HasMessage(string type) =>
        symbols.TryGetValue(type, out var file) && file.FindTypeByName<MessageDescriptor>(LocalName(file, type)) is not null;

    private static string LocalName(FileDescriptor file, string fullName) =>
        file.Package.Length == 0 ? fullName : fullName[(file.Package.Length + 1)..];

    // The file asked for comes first, and every file before those that it imports.
    private static List<ByteString> WithImports(FileDescriptor file)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var importsFirst = new List<ByteString>();
        Visit(file);
        importsFirst.Reverse();
        return importsFirst;

        void Visit(FileDescriptor current)
        {
            if (seen.Add(current.Name))
            {
                foreach (var import in current.Dependencies)
                {
                    Visit(import);
                }

                importsFirst.Add(current.SerializedData);
            }
        }
    }

    private void AddFile(FileDescriptor file)
    {
        if (!files.TryAdd(file.Name, file))
        {
            return;
        }

        foreach (var service in file.Services)
        {
            symbols[service.FullName] = file;
            foreach (var method in service.Methods)
            {
                symbols[method.FullName] = file;
            }
        }

        foreach (var message in file.MessageTypes)
        {
            AddMessage(message, file);
        }

        foreach (var type in file.EnumTypes)
        {
            AddEnum(type, file);
        }

        foreach (var import in file.Dependencies)
        {
            AddFile(import);
        }
    }

    private void AddMessage(MessageDescriptor message, FileDescriptor file)
    {
        symbols[message.FullName] = file;
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            symbols[field.FullName] = file;
        }

        foreach (var nested in message.NestedTypes)
        {
            AddMessage(nested, file);
        }

        foreach (var type in message.EnumTypes)
        {
            AddEnum(type, file);
        }
    }

    private void AddEnum(EnumDescriptor type, FileDescriptor file)
    {
        symbols[type.FullName] = file;

        // An enum's values are named in the scope around the enum.
        var scope = type.FullName[..^type.Name.Length];
        foreach (var value in type.Values)
        {
            symbols[scope + value.Name] = file;
        }
    }
}
