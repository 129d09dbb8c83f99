"""Which server is asked, how it is told who asks, and what to do where either goes wrong."""

from __future__ import annotations

import argparse
import os
from typing import Optional, Tuple

import grpc

from influence_grpc.cli.outcome import UsageError
from influence_grpc.client import Client
from influence_grpc.connection import DEFAULT_TARGET
from influence_grpc.errors import OTHER_PORT, InfluenceError
from influence_grpc.server_target import address_of

# What gRPC says where a handshake fails; its words differ between versions.
_NOT_TRUSTED = ("CERTIFICATE_VERIFY_FAILED", "certificate verify failed", "Peer name", "Hostname Verification Check failed")
_NO_TLS = ("WRONG_VERSION_NUMBER", "wrong version number", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "packet length too long")
_HANDSHAKE = ("Ssl handshake failed", "SSL_ERROR", "SSL routines")
_ENDED = (
    "Socket closed",
    "Connection reset",
    "recvmsg:",
    "GOAWAY",
    "Broken pipe",
    "endpoint shutdown",
    "closed before",
    "Trying to connect an http1",
)
_NAMES = ("dns:", "ipv4:", "ipv6:", "unix:")
_REFUSED = ("Connection refused",)


def add_server_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--server",
        metavar="HOST:PORT",
        type=_server,
        default=_variable("INFLUENCE_SERVER") or DEFAULT_TARGET,
        help="https://HOST:PORT with TLS; several with commas between them, or dns:///NAME:PORT for all servers of a name, share the "
        f"work; default $INFLUENCE_SERVER, else {DEFAULT_TARGET}",
    )
    parser.add_argument(
        "--api-key-file",
        metavar="FILE",
        help="a file with the API key that says who asks; there is no option for the key itself: every user of the machine sees the "
        "arguments of programs; default $INFLUENCE_API_KEY, which holds the key, or $INFLUENCE_API_KEY_FILE",
    )
    parser.add_argument(
        "--ca",
        metavar="FILE",
        default=_variable("INFLUENCE_CA"),
        help="certificates (PEM) of the authorities that vouch for the server, in place of gRPC's own; with it, an address without "
        "http:// means TLS; default $INFLUENCE_CA",
    )
    parser.add_argument(
        "--cert",
        metavar="FILE",
        default=_variable("INFLUENCE_CERT"),
        help="a certificate (PEM) that says who asks, for servers that want one; default $INFLUENCE_CERT",
    )
    parser.add_argument(
        "--cert-key",
        metavar="FILE",
        default=_variable("INFLUENCE_CERT_KEY"),
        help="the private key (PEM) of --cert; default $INFLUENCE_CERT_KEY",
    )


def client_of(options: argparse.Namespace) -> Client:
    """A client of the server that is named; nothing is sent yet. Raises UsageError, which names every fault."""
    key = _api_key(options)
    try:
        return Client(
            options.server,
            api_key=key,
            certificate_authority_file=options.ca,
            client_certificate_file=options.cert,
            client_certificate_key_file=options.cert_key,
        )
    except ValueError as fault:
        raise UsageError(f"the server at '{options.server}' cannot be asked:\n  {fault}") from None


def asked(options: argparse.Namespace) -> str:
    """The server that is named, with https:// where it is spoken to over TLS without saying so."""
    parts = [part.strip() for part in options.server.split(",")]
    if not (options.ca or options.cert) or any("://" in part or part.startswith(_NAMES) for part in parts):
        return str(options.server)
    return ",".join(f"https://{part}" for part in parts)


def advice_on(options: argparse.Namespace, error: InfluenceError) -> Optional[str]:
    """What to do where a connection cannot be made, or its caller is not known or may not ask; None where it is something else."""
    server = f"the server at {options.server}"
    if error.code is grpc.StatusCode.UNAUTHENTICATED:
        if _has_key(options):
            return f"{server} does not know the API key: it is another server's, or was taken back. Ask whoever runs it for a new one."
        if options.cert:
            return f"{server} knows no caller by the certificate '{options.cert}': have it named there, or give an API key with --api-key-file."
        return (
            f"{server} wants to know who asks: give an API key with --api-key-file or INFLUENCE_API_KEY, or a certificate with --cert "
            "and --cert-key."
        )
    if error.code is grpc.StatusCode.PERMISSION_DENIED and "scope" in error.metadata:
        caller = error.metadata.get("caller", "this caller")
        return (
            f"{caller} may not ask {server} for this: the scope {error.metadata['scope']} is missing. Whoever runs the server can add it."
        )
    return _advice_on_connection(options, error.message) if error.code is grpc.StatusCode.UNAVAILABLE and not error.reason else None


def _advice_on_connection(options: argparse.Namespace, told: str) -> Optional[str]:
    server = f"the server at {options.server}"
    encrypted = options.server.startswith("https://") or ("http://" not in options.server and (options.ca or options.cert))
    if OTHER_PORT in told:
        return (
            f"what is at {options.server} does not speak HTTP/2, which gRPC needs: {OTHER_PORT}. If it speaks TLS, write https://."
        )
    if not encrypted:
        if not _says(told, _ENDED):
            return None
        return (
            f"what is at {options.server} does not speak gRPC without TLS: if it speaks TLS, write https:// in place of http://; "
            f"if not, {OTHER_PORT}."
        )
    if _says(told, _NOT_TRUSTED):
        what = (
            f"'{options.ca}' must hold the authority that vouches for it"
            if options.ca
            else "give the file of the authority that vouches for it with --ca or INFLUENCE_CA"
        )
        return f"the certificate of {server} is not trusted: {what}, and ask by the name that it is made out to."
    if _says(told, _NO_TLS):
        return f"{server} does not speak TLS: write http:// in place of https:// (and leave --ca and --cert out), or have it speak TLS."
    if _says(told, _REFUSED) or not _says(told, (*_ENDED, *_HANDSHAKE)):
        return None
    if options.cert:
        return (
            f"{server} refused the certificate '{options.cert}': its authority must be one that the server knows, and it must be in "
            "date and made out for clients."
        )
    return (
        f"{server} ended the connection once it was encrypted. Most likely it wants a certificate that says who asks; give one with "
        "--cert and --cert-key."
    )


def _says(told: str, marks: Tuple[str, ...]) -> bool:
    return any(mark in told for mark in marks)


def _api_key(options: argparse.Namespace) -> Optional[str]:
    key, file = _variable("INFLUENCE_API_KEY"), options.api_key_file
    if file is None:
        file = _variable("INFLUENCE_API_KEY_FILE")
        if key is not None and file is not None:
            raise UsageError("there are both INFLUENCE_API_KEY and INFLUENCE_API_KEY_FILE; give one of them, or --api-key-file")
        if file is None:
            return key
    try:
        with open(file, encoding="utf-8", errors="replace") as opened:
            return opened.read()
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"There is no file '{file}' (API key).") from None
    except OSError:
        raise UsageError(f"'{file}' cannot be read (API key).") from None


def _has_key(options: argparse.Namespace) -> bool:
    return any((options.api_key_file, _variable("INFLUENCE_API_KEY"), _variable("INFLUENCE_API_KEY_FILE")))


def _variable(name: str) -> Optional[str]:
    return os.environ.get(name) or None


def _server(text: str) -> str:
    try:
        address_of(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None
    return text
