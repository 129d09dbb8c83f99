"""How a client says who calls, and how its connections are encrypted. No message here holds a key."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from typing import Any, List, Optional

import grpc

from influence_grpc.connection import CallMetadata
from influence_grpc.server_target import ServerTarget

_HEADER = "authorization"
_MAX_KEY_LENGTH = 512  # as servers take it
_NO_PASSWORD = "has a password"


@dataclass(frozen=True)
class CallSecurity:
    """credentials: for the channel, None for a plain one. metadata: sent with every call."""

    credentials: Optional[Any]
    metadata: CallMetadata = field(repr=False)  # it holds the key

    @staticmethod
    def of(
        servers: ServerTarget,
        credentials: Optional[Any],
        metadata: CallMetadata,
        api_key: Optional[str],
        allow_insecure_api_key: bool,
        authority_file: Optional[str],
        certificate_file: Optional[str],
        key_file: Optional[str],
    ) -> CallSecurity:
        """Raises ValueError, which names every fault."""
        faults: List[str] = []
        files = [file for file in (authority_file, certificate_file, key_file) if file is not None]
        encrypted = credentials is not None or bool(servers.encrypted) or (bool(files) and servers.encrypted is None)
        key = api_key.strip() if api_key is not None else None
        if key is not None:
            _check_key(key, metadata, faults)
            if not (encrypted or allow_insecure_api_key or servers.local):
                faults.append(
                    f"An API key is not sent without TLS to another machine, as {servers.told} would have it: write https:// and the "
                    "name that the server's certificate is made out to."
                )
        if files and servers.encrypted is False:
            faults.append(f"Certificates are for TLS, which {servers.told} is not: write https://.")
        if files and credentials is not None:
            faults.append("Files of certificates and credentials are two ways to say the same: give one.")
        made = _credentials(authority_file, certificate_file, key_file, faults)
        if faults:
            raise ValueError(" ".join(faults))
        sent = tuple(metadata) if key is None else (*metadata, (_HEADER, f"Bearer {key}"))
        return CallSecurity(credentials if credentials is not None else made if encrypted else None, sent)


def _check_key(key: str, metadata: CallMetadata, faults: List[str]) -> None:
    if not 1 <= len(key) <= _MAX_KEY_LENGTH or not all("!" <= character <= "~" for character in key):
        faults.append(f"The API key is none: one has 1 to {_MAX_KEY_LENGTH} characters of ASCII, and no spaces.")
    if any(name.lower() == _HEADER for name, _ in metadata):
        faults.append(f"There are both an API key and a header '{_HEADER}': give one of them.")


def _credentials(authority: Optional[str], certificate: Optional[str], key: Optional[str], faults: List[str]) -> Any:
    """What the files hold, as gRPC takes it. gRPC tells of files that it cannot use in its log and in no error, so they are read by
    Python's own library first."""
    if (certificate is None) != (key is None):
        given, lost = (certificate, "key") if key is None else (key, "certificate")
        faults.append(f"A client certificate and its key go together: '{given}' is given, its {lost} is not.")
    roots = _read(authority, "certificate authorities", faults)
    if roots is not None and not _holds_certificates(roots):
        faults.append(f"'{authority}' holds no certificate in PEM form (certificate authorities).")
    chain = _read(certificate, "client certificate", faults)
    if chain is not None and not _holds_certificates(chain):
        faults.append(f"'{certificate}' holds no certificate in PEM form (client certificate).")
        chain = None
    private = _read(key, "key of the client certificate", faults)
    if private is not None and not _is_key(private):
        faults.append(f"'{key}' holds no private key in PEM form (key of the client certificate).")
        private = None
    if certificate is not None and key is not None and chain is not None and private is not None:
        _check_pair(certificate, key, faults)
    return None if faults else grpc.ssl_channel_credentials(roots, private, chain)


def _read(path: Optional[str], use: str, faults: List[str]) -> Optional[bytes]:
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        faults.append(f"There is no file '{path}' ({use}).")
    except OSError:
        faults.append(f"'{path}' cannot be read ({use}).")
    return None


def _holds_certificates(pem: bytes) -> bool:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=pem.decode("ascii", "replace"))
        return True
    except (ssl.SSLError, ValueError):
        return False


def _is_key(pem: bytes) -> bool:
    return b"PRIVATE KEY-----" in pem


def _check_pair(certificate: str, key: str, faults: List[str]) -> None:
    asked: List[bool] = []

    def password() -> str:
        # Without this, OpenSSL would ask on the terminal.
        asked.append(True)
        raise ValueError(_NO_PASSWORD)

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_cert_chain(certificate, key, password)
    except (ssl.SSLError, ValueError) as fault:
        if asked:
            faults.append(f"The key in '{key}' has a password; give one without.")
        elif (
            isinstance(fault, ssl.SSLError) and fault.reason == "KEY_VALUES_MISMATCH" or getattr(fault, "reason", "") == "KEY_TYPE_MISMATCH"
        ):
            faults.append(f"The key in '{key}' is not that of the certificate in '{certificate}'.")
        else:
            faults.append(f"'{key}' holds no private key in PEM form (key of the client certificate).")
