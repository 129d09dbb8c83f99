using Grpc.Reflection.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Answers the questions of grpc.reflection from the descriptors of what is served.</summary>
internal sealed class ReflectionAnswerer(DescriptorIndex index)
{
    /// <summary>Answers one question; one that has no answer is answered with an error of its own.</summary>
    public ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        var response = new ServerReflectionResponse { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case ServerReflectionRequest.MessageRequestOneofCase.ListServices:
                response.ListServicesResponse = new ListServiceResponse();
                response.ListServicesResponse.Service.AddRange(index.Services.Select(name => new ServiceResponse { Name = name }));
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileByFilename:
                SetFiles(response, index.FileByName(request.FileByFilename), $"file \"{request.FileByFilename}\"");
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol:
                SetFiles(response, index.FileBySymbol(request.FileContainingSymbol), $"symbol \"{request.FileContainingSymbol}\"");
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension:
                // proto3 contracts have no extensions.
                SetError(response, Errors.NotServed($"extension of \"{request.FileContainingExtension.ContainingType}\""));
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType:
                if (index.HasMessage(request.AllExtensionNumbersOfType))
                {
                    response.AllExtensionNumbersResponse = new ExtensionNumberResponse { BaseTypeName = request.AllExtensionNumbersOfType };
                }
                else
                {
                    SetError(response, Errors.NotServed($"message \"{request.AllExtensionNumbersOfType}\""));
                }

                break;
            default:
                SetError(response, Errors.AsksNothing());
                break;
        }

        return response;
    }

    private static void SetFiles(ServerReflectionResponse response, IReadOnlyList<Google.Protobuf.ByteString>? files, string what)
    {
        if (files is null)
        {
            SetError(response, Errors.NotServed(what));
            return;
        }

        response.FileDescriptorResponse = new FileDescriptorResponse();
        response.FileDescriptorResponse.FileDescriptorProto.AddRange(files);
    }

    private static void SetError(ServerReflectionResponse response, Google.Rpc.Status status) =>
        response.ErrorResponse = new ErrorResponse { ErrorCode = status.Code, ErrorMessage = status.Message };
}
