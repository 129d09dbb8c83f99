# syntax=docker/dockerfile:1
# The server as an image: built with the SDK, run on a base without shell or package manager, as a user without rights.
#
#   docker build -t influence .
#   docker run --rm influence --new-api-key          a key, and its hash for the line below
#   docker run -p 127.0.0.1:5090:5090 -v influence-data:/data -e INFLUENCE_Callers__me__Keys=HASH \
#     -e INFLUENCE_Callers__me__Scopes=all -e INFLUENCE_Security__AllowInsecure=true influence
#
# deploy/ has it with Redis, and for Kubernetes with TLS.

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source

# What decides which packages are restored comes first: the layer lasts for as long as that does not change.
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY eng/Grpc.targets eng/Package.props eng/
COPY src/Standins/ src/Standins/
COPY src/InfluenceGrpc.Core/InfluenceGrpc.Core.csproj src/InfluenceGrpc.Core/
COPY src/InfluenceGrpc.Json/InfluenceGrpc.Json.csproj src/InfluenceGrpc.Json/
COPY src/InfluenceGrpc.Protocol/InfluenceGrpc.Protocol.csproj src/InfluenceGrpc.Protocol/
COPY src/InfluenceGrpc.Server/InfluenceGrpc.Server.csproj src/InfluenceGrpc.Server/
RUN dotnet restore src/InfluenceGrpc.Server/InfluenceGrpc.Server.csproj -a $TARGETARCH -p:SelfContained=true

COPY protos/ protos/
COPY samples/briefs/ samples/briefs/
COPY samples/fit/ samples/fit/
COPY samples/campaigns/ samples/campaigns/
COPY src/ src/
RUN dotnet publish src/InfluenceGrpc.Server/InfluenceGrpc.Server.csproj -c Release -a $TARGETARCH --self-contained --no-restore \
        -p:RunAnalyzers=false -o /app \
    && mkdir -p /data

# The runtime comes with the server: all of it is compiled as one, which makes the start quick (docs/adr/0017-compiled-as-one.md).
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /app ./
# Where profiles are kept unless INFLUENCE_Profiles__Store names a Redis. A new volume takes over the folder's owner.
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
VOLUME /data
ENV INFLUENCE_Server__Listen=0.0.0.0:5090 \
    INFLUENCE_Server__HealthListen=0.0.0.0:5092 \
    INFLUENCE_Profiles__Store=sqlite:/data/influence-profiles.db
EXPOSE 5090 5092
USER $APP_UID
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s --retries=3 CMD ["./InfluenceGrpc.Server", "--health"]
ENTRYPOINT ["./InfluenceGrpc.Server"]
