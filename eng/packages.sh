# Shared by the scripts that install tools: Debian's or Ubuntu's packages, and those of npm.
# shellcheck shell=bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

python_has() { /usr/bin/python3 -c "import $1" 2>/dev/null; }

# brings PACKAGE: whether what it brings is there, since the same may come from elsewhere.
brings() {
  case "$1" in
    chromium) [ -x /usr/bin/chromium ] ;;
    cmake) command -v cmake ;;
    curl) command -v curl ;;
    g++) command -v g++ ;;
    git) command -v git ;;
    iproute2) command -v ip ;;
    jq) command -v jq ;;
    make) command -v make ;;
    mypy) /usr/bin/python3 -m mypy --version ;;
    libgrpc++-dev) [ -f /usr/include/grpcpp/grpcpp.h ] ;;
    libprotobuf-dev) [ -f /usr/include/google/protobuf/timestamp.proto ] ;;
    nghttp2-client) command -v h2load ;;
    nodejs) command -v node ;;
    npm) command -v npm ;;
    openssl) command -v openssl ;;
    procps) command -v pkill ;;
    protobuf-compiler) command -v protoc ;;
    protobuf-compiler-grpc) command -v grpc_python_plugin ;;
    python3-grpcio) python_has grpc ;;
    python3-protobuf) python_has google.protobuf ;;
    python3-pandas) python_has pandas ;;
    python3-pip) python_has pip ;;
    python3-setuptools) python_has setuptools ;;
    python3-venv) python_has ensurepip && python_has venv ;;
    python3-wheel) python_has wheel ;;
    python3-jsonschema) python_has jsonschema ;;
    python3-pytest) python_has pytest ;;
    python3-pytest-xdist) python_has xdist ;;
    python3-yaml) python_has yaml ;;
    redis-server) command -v redis-server ;;
    redis-tools) command -v redis-benchmark ;;
    shellcheck) command -v shellcheck ;;
    ruby-grpc) dpkg-query --show --showformat='${Status}' ruby-grpc 2>/dev/null | grep -q 'ok installed' ;;
  esac >/dev/null
}

# missing_of PACKAGE...: those that are not there, one a line.
missing_of() {
  local package
  for package in "$@"; do
    brings "$package" || printf '%s\n' "$package"
  done
}

# begin_installing PACKAGE...: says what is wanted and fetches the lists of packages; ends the script where it cannot.
begin_installing() {
  local note=
  [[ " $* " != *" promtool "* ]] || note=" (promtool comes in the package prometheus)"
  command -v apt-get >/dev/null || die "Missing: $*. These are the names in Debian and Ubuntu$note; there is no apt-get here, so install them, or what they bring, by other means."
  as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "Missing: $*. There is no sudo here: run this as root."
    as_root=(sudo)
  fi
  say "Installing $* ..."
  "${as_root[@]}" apt-get update -qq
}

# install PACKAGE...: after begin_installing.
install() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o DPkg::Lock::Timeout=120 "$@" >/dev/null
}

# install_from_npm: the packages that tests/foreign/package-lock.json pins. They serve the peers in bench/ too.
install_from_npm() {
  local foreign="$ROOT/tests/foreign" installed
  # The lock file beside the installed packages tells which lock they were installed from.
  installed="$foreign/node_modules/.installed-from"
  if ! cmp -s "$foreign/package-lock.json" "$installed"; then
    say "Installing the npm packages of tests/foreign ..."
    # Scripts of packages are not run: buf and the others ship what they need.
    (cd "$foreign" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >&2
    cp "$foreign/package-lock.json" "$installed"
  fi
}
