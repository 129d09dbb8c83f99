# Shared by the scripts in this folder: find things, start the server, stop it.
# shellcheck shell=bash

set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export ROOT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
CONFIGURATION=Release

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

need_dotnet() {
  command -v dotnet >/dev/null || die "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download"
}

# build WHAT [SWITCH...]: one compiler for all projects, rather than one a project, each of which would have to warm up. It is
# of this script's own and ends with it; those that other builds share would stay behind. That .NET watches the compiler at work, in order
# to compile it better, costs a third of the time and comes to nothing in the minutes that it lives.
build() {
  local compiler="influence-$$" code=0
  DOTNET_TieredPGO=0 dotnet build "$1" -c "$CONFIGURATION" --nologo \
    -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler" "${@:2}" || code=$?
  pkill -f -- "-pipename:$compiler( |\$)" || true
  return "$code"
}

# build_product: the server and the command line, quietly; what the compiler says is shown only where it fails. Analyzers
# are for those who change the code, and take half the time.
build_product() {
  local log
  log="$(mktemp)"
  say "Building (a minute the first time) ..."
  build "$ROOT/eng/demo.slnf" -v quiet -p:RunAnalyzers=false >"$log" 2>&1 || {
    cat "$log" >&2
    die "The build failed."
  }
  rm -f "$log"
}

# start_server [SWITCH...]: starts the built server on a free port and waits until it serves. Without --store, its
# profiles are gone when it is stopped. Sets SERVER_PID, SERVER_URL and SERVER_LOG.
start_server() {
  local store=()
  SERVER_FOLDER="$(mktemp -d)"
  SERVER_LOG="$SERVER_FOLDER/log"
  [[ " $* " == *" --store "* ]] || store=(--store "sqlite:$SERVER_FOLDER/profiles.db")
  dotnet "$ROOT/src/InfluenceGrpc.Server/bin/$CONFIGURATION/net10.0/InfluenceGrpc.Server.dll" \
    --listen 127.0.0.1:0 "${store[@]}" "$@" >"$SERVER_LOG" 2>&1 &
  SERVER_PID=$!
  for _ in $(seq 1 300); do
    SERVER_URL="$(sed -n 's/.*Serving gRPC on \(http[^ ]*\).*/\1/p' "$SERVER_LOG" | head -n 1)"
    [ -n "$SERVER_URL" ] && { [[ " $* " != *" --Web:Listen "* ]] || grep -q "Serving JSON" "$SERVER_LOG"; } && return 0
    kill -0 "$SERVER_PID" 2>/dev/null || break
    sleep 0.1
  done
  cat "$SERVER_LOG" >&2
  die "The server did not start."
}

stop_server() {
  if [ -n "${SERVER_PID:-}" ]; then
    kill "$SERVER_PID" 2>/dev/null || true
    wait "$SERVER_PID" 2>/dev/null || true
    SERVER_PID=
    rm -rf "$SERVER_FOLDER"
  fi
}
