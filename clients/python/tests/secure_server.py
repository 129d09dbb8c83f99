"""The project's server with TLS and two callers: acme has a key and may classify, billing has a certificate and may do everything."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Sequence

from authority import Authority
from real_server import RealServer

KEY = "inf_a-key-of-the-tests-alone"
WRONG_KEY = "inf_nobodys-key-of-these-tests"


class SecureServer(RealServer):
    def __init__(self, folder: Path, requires_certificates: bool = False, port: int = 0, more: Sequence[str] = ()) -> None:
        self.authority = Authority(folder)
        own = self.authority.to_server()
        self.billing = self.authority.to_caller("billing")
        switches = {
            "Tls:CertificateFile": own.certificate,
            "Tls:KeyFile": own.key,
            "Tls:ClientCaFile": self.authority.file,
            "Tls:RequireClientCertificate": str(requires_certificates).lower(),
            "Tls:ReloadInterval": "00:00:00.1",
            "Callers:acme:Keys": f"sha256:{hashlib.sha256(KEY.encode()).hexdigest()}",
            "Callers:acme:Scopes": "classify",
            "Callers:billing:Certificates": "cn:billing",
            "Callers:billing:Scopes": "all",
        }
        super().__init__(port, switches=[*(f"--{name}={value}" for name, value in switches.items()), *more])
        self.url = f"https://{self.target}"
