"""Encryption beyond this machine: a certificate of one's own, or one made for this meeting and pinned by the line."""

from __future__ import annotations

import hashlib
import shutil
import ssl
import subprocess
from pathlib import Path

from facilitator.domain.errors import Refused
from facilitator.domain.record import Record


class Certificate(Record):
    """Two files in PEM, and the mark by which a guest knows the certificate."""

    cert: Path
    key: Path
    fingerprint: str
    """Empty for a certificate of one's own: there an authority vouches for it."""


def own(cert: Path, key: Path) -> Certificate:
    """A certificate that the user has; Refused if it cannot be used."""
    found = Certificate(cert, key, "")
    context(found)
    return found


def made(folder: Path) -> Certificate:
    """One made by the `openssl` command, for a month, kept in `folder` so that guests still know a host that comes
    back; Refused where there is no such command."""
    cert, key = folder / "host.crt", folder / "host.key"
    try:
        if not (cert.exists() and key.exists()) or not _lasts(cert):
            _make(folder, cert, key)
        der = ssl.PEM_cert_to_DER_cert(cert.read_text())
    except (OSError, ValueError) as fault:
        raise Refused(
            f"No certificate can be kept in {folder} ({fault}). Give one with --tls-cert and --tls-key."
        ) from fault
    return Certificate(cert, key, hashlib.sha256(der).hexdigest())


def context(certificate: Certificate) -> ssl.SSLContext:
    """What the host listens with; Refused if the files cannot be used."""
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    found.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        found.load_cert_chain(certificate.cert, certificate.key)
    except (OSError, ssl.SSLError) as fault:
        raise Refused(
            f"The certificate {certificate.cert} and its key cannot be used ({fault}). Both have to be PEM files."
        ) from fault
    return found


def trusting(host: str, port: int, fingerprint: str) -> ssl.SSLContext:
    """What a guest connects with. With a fingerprint the certificate is fetched first, and trusted if it is that one.

    Nothing is said on that first connection, and the second accepts no other certificate. OSError if nobody answers,
    Refused if somebody else does. Waits for the network.
    """
    if not fingerprint:
        return ssl.create_default_context()
    pem = ssl.get_server_certificate((host, port), timeout=3)
    der = ssl.PEM_cert_to_DER_cert(pem)
    if hashlib.sha256(der).hexdigest() != fingerprint:
        raise Refused("Another machine answers than the one that made the line. Ask for a new line, by another way.")
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    found.minimum_version = ssl.TLSVersion.TLSv1_2
    found.check_hostname = False  # The one certificate is known by itself, whatever the machine is called.
    found.load_verify_locations(cadata=der)
    return found


def _lasts(cert: Path) -> bool:
    command = ["openssl", "x509", "-checkend", "86400", "-noout", "-in", str(cert)]
    return shutil.which("openssl") is None or subprocess.run(command, capture_output=True, check=False).returncode == 0


def _make(folder: Path, cert: Path, key: Path) -> None:
    if shutil.which("openssl") is None:
        raise Refused(
            "Beyond this machine the meeting has to be encrypted, and the openssl command that would make a "
            "certificate is not there. Give one with --tls-cert and --tls-key, or let guests in by an ssh tunnel."
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
               "-days", "30", "-subj", "/CN=facilitator", "-addext", "basicConstraints=critical,CA:TRUE",
               "-keyout", str(key), "-out", str(cert)]  # fmt: skip
    ran = subprocess.run(command, capture_output=True, check=False, umask=0o077)
    if ran.returncode:
        raise Refused("The openssl command could not make a certificate. Give one with --tls-cert and --tls-key.")
