"""Where the servers of a client are, in the forms that people write and in those that gRPC takes."""

from __future__ import annotations

import ipaddress
import json
import re
import socket
from dataclasses import dataclass
from typing import Any, List, Mapping, Optional, Tuple

from influence_grpc.retry import no_answer

_HOST_AND_PORT = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^\[\]:/,\s]+):([0-9]{1,5})")
_HTTP, _HTTPS = "http://", "https://"
_ROUND_ROBIN: Any = [{"round_robin": {}}]


def address_of(target: str) -> str:
    """gRPC's own form of `target`, which may also be a URL such as those that the server prints, or several of either with
    commas between them. Raises ValueError, which names every fault."""
    if not _is_list(target):
        return _plain(target)
    return ",".join(f"{host}:{port}" for host, port in _listed(target))


def _plain(text: str) -> str:
    scheme = _scheme(text)
    return text[len(scheme) :].rstrip("/") if scheme else text


def _scheme(text: str) -> str:
    return next((scheme for scheme in (_HTTP, _HTTPS) if text.startswith(scheme)), "")


def _encrypted(target: str) -> Optional[bool]:
    """Whether the addresses ask for TLS; None where they do not say."""
    schemes = {_scheme(part.strip()) for part in (target.split(",") if _is_list(target) else [target])}
    if _HTTPS in schemes and len(schemes) > 1:
        raise ValueError(f"{target}: all addresses must be http, or all https")
    return None if schemes == {""} else _HTTPS in schemes


def _is_local(address: str) -> bool:
    """Whether what is sent there stays on this machine; `address` is gRPC's own form."""
    kind, _, rest = address.partition(":")
    if kind in ("unix", "unix-abstract"):
        return True
    bare = rest.lstrip("/") if kind in ("dns", "ipv4", "ipv6") else address
    return all(_is_loopback(part.rpartition(":")[0].strip("[]") or part) for part in bare.split(","))


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class ServerTarget:
    """address: what the channel is made with. options: of the channel, besides those of every one. several: whether calls are
    spread over several servers, or over as many as a name has. told: the servers as people wrote them. encrypted: whether their
    addresses ask for TLS; None where they do not say. local: whether all are on this machine."""

    address: str
    options: Tuple[Tuple[str, Any], ...]
    several: bool
    told: str
    encrypted: Optional[bool] = None
    local: bool = False

    @staticmethod
    def of(target: str, service_config: Mapping[str, Any]) -> ServerTarget:
        """Of a list the names are looked up here, once: gRPC has no list of names. Raises ValueError, or InfluenceError where none is found."""
        told = ", ".join(part.strip() for part in target.split(","))
        if _is_list(target):
            listed = _listed(target)
            # A list has no name of its own that a server would take for its authority.
            options: Tuple[Tuple[str, Any], ...] = (("grpc.default_authority", "%s:%d" % listed[0]),)
            address, several = _looked_up(listed), True
        else:
            address, options = address_of(target), ()
            several = address.startswith("dns:") or (address.startswith(("ipv4:", "ipv6:")) and "," in address)
            if several and not address.startswith("dns:"):
                first = address.partition(":")[2].lstrip("/").partition(",")[0]
                options = (("grpc.default_authority", first),)
        config = {**service_config, "loadBalancingConfig": _ROUND_ROBIN} if several else service_config
        return ServerTarget(
            address,
            (*options, ("grpc.service_config", json.dumps(config))),
            several,
            told,
            _encrypted(target),
            _is_local(address_of(target)),
        )


def _is_list(target: str) -> bool:
    return "," in target and not target.startswith(("ipv4:", "ipv6:"))


def _listed(target: str) -> List[Tuple[str, int]]:
    found: List[Tuple[str, int]] = []
    faults: List[str] = []
    for part in (each.strip() for each in target.split(",")):
        parsed = _host_and_port(part)
        if parsed is None:
            faults.append(f"{part!r} is not HOST:PORT, http://HOST:PORT or https://HOST:PORT")
        elif parsed not in found:
            found.append(parsed)
    if faults:
        raise ValueError("; ".join(faults))
    return found


def _host_and_port(text: str) -> Optional[Tuple[str, int]]:
    match = _HOST_AND_PORT.fullmatch(_plain(text))
    return (match.group(1), int(match.group(2))) if match and 0 < int(match.group(2)) < 65_536 else None


def _looked_up(listed: List[Tuple[str, int]]) -> str:
    """ipv4:... or ipv6:... of all that can be looked up. gRPC mixes the two kinds in no list, so IPv4 is taken where there is any."""
    found: Mapping[socket.AddressFamily, List[str]] = {socket.AF_INET: [], socket.AF_INET6: []}
    faults: List[str] = []
    for host, port in listed:
        try:
            answers = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        except OSError as error:
            faults.append(f"{host}: {error.strerror}")
            continue
        for family, _, _, _, place in answers:
            address = f"[{place[0]}]:{port}" if family == socket.AF_INET6 else f"{place[0]}:{port}"
            if family in found and address not in found[family]:
                found[family].append(address)
    if found[socket.AF_INET]:
        return "ipv4:" + ",".join(found[socket.AF_INET])
    if found[socket.AF_INET6]:
        return "ipv6:" + ",".join(found[socket.AF_INET6])
    raise no_answer(", ".join(f"{host}:{port}" for host, port in listed), "; ".join(faults))
