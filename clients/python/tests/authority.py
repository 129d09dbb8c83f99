"""An authority of the tests' own, and certificates of its, in files (PEM)."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import List, NamedTuple


class Issued(NamedTuple):
    certificate: str
    key: str


class Authority:
    """Its own certificate is in `file`. What is issued under a name that was there before takes its place."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.file = str(folder / "ca.pem")
        self._key = str(folder / "ca.key")
        self._openssl("req", "-x509", *_new_key(self._key), "-subj", f"/CN={folder.name}", "-days", "2", "-out", self.file)

    def to_server(self, names: str = "IP:127.0.0.1,DNS:localhost") -> Issued:
        return self._issue("server", "serverAuth", f"subjectAltName={names}\n")

    def to_caller(self, name: str) -> Issued:
        return self._issue(name, "clientAuth", "")

    def _issue(self, name: str, use: str, more: str) -> Issued:
        issued = Issued(str(self._folder / f"{name}.pem"), str(self._folder / f"{name}.key"))
        request, extensions = self._folder / f"{name}.csr", self._folder / f"{name}.ext"
        extensions.write_text(f"extendedKeyUsage={use}\n{more}")
        self._openssl("req", *_new_key(issued.key), "-subj", f"/CN={name}", "-out", str(request))
        signing = ["-CA", self.file, "-CAkey", self._key, "-CAcreateserial", "-days", "1", "-extfile", str(extensions)]
        self._openssl("x509", "-req", "-in", str(request), *signing, "-out", issued.certificate)
        return issued

    @staticmethod
    def _openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], check=True, capture_output=True, timeout=30)


def _new_key(file: str) -> List[str]:
    return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", file]
