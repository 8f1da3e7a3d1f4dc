"""What in a text is a secret, an address or a host of the inside, by its form alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from ipaddress import IPv6Address
from typing import Final

SECRETS: Final = {
    "private key": r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"
    r"(?:[\s\S]*?-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|[A-Za-z0-9+/=\s]*)",
    "AWS key": r"(?<![A-Za-z0-9])(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])",
    "GitHub token": r"(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{22,})",
    "GitLab token": r"(?<![A-Za-z0-9])glpat-[\w-]{20,}",
    "Slack token": r"(?<![A-Za-z0-9])xox[abeoprs]-[\w-]{10,}|https://hooks\.slack\.com/services/[\w/]{20,}",
    "Google key": r"(?<![A-Za-z0-9])AIza[\w-]{35}",
    "payment key": r"(?<![A-Za-z0-9])[rs]k_(?:live|test)_\w{16,}",
    "package registry token": r"(?<![A-Za-z0-9])(?:npm_[A-Za-z0-9]{36}|pypi-[\w-]{50,})",
    "JSON web token": r"(?<![A-Za-z0-9])eyJ[\w-]{6,}\.eyJ[\w-]{6,}\.[\w-]*",
    "bearer token": r"(?i:(?:bearer|authorization\s*:\s*basic)\s+)(?P<bearer>(?=[^\s\d]*\d)[\w.~+/-]{16,}=*)",
    "password in a link": r"(?<=://)[^\s/:@]*:(?P<link>[^\s/@]+)(?=@)",
    "password": r"(?i:(?:password|passwd|pwd|passphrase)[\"']?\s*(?:=|:(?=\s*\S*[\d!#$%&*+=?@^]))\s*[\"']?)"
    r"(?P<password>[^\s\"',;]{4,})",
    "key": r"(?i:(?:secret|token|key|credential|auth|sig|signature)s?[\"']?\s*[:=]\s*[\"']?)"
    r"(?P<key>(?=[^\s\d]*\d)[A-Za-z0-9+/_-]{16,}={0,2}|[A-Fa-f0-9]{16,})",
    "long key": r"(?<![A-Za-z0-9+/])(?=[^a-z\s]*[a-z])(?=[^A-Z\s]*[A-Z])(?=\D*\d)[A-Za-z0-9+/]{60,}={0,2}",
}
"""What it is -> its pattern. Of one with a group of its own only that is the secret."""

EMAIL: Final = r"(?<![\w.+-])[\w.+-]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}(?![\w-])"
_IPV4: Final = (
    r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w]|\.\d)(?:/\d{1,2}|:\d{1,5})?"
)
_IPV6: Final = r"(?<![\w:.])[0-9A-Fa-f]{0,4}:(?=[0-9A-Fa-f]{0,4}:)[0-9A-Fa-f:.]{1,40}(?![\w])"
_AFTER_IPV6: Final = r"(?:%\w+)?(?:/\d{1,3})?"
_MAC: Final = r"(?<![\w:-])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![\w:-])"

_SCHEME: Final = r"(?:\w+://)?"
_REST: Final = r"(?::\d{1,5})?(?:/[^\s<>\"'()|]*[^\s<>\"'()|.,;:!?])?/?"
_INSIDE: Final = (
    r"(?:internal|intern|intranet|intra|local|localdomain|lan|corp|private|prod|consul|svc|cluster|test|home\.arpa)"
)
_LABEL: Final = r"[A-Za-z0-9_](?:[\w-]*[A-Za-z0-9_])?"
_HOST: Final = (
    rf"(?<![\w.@/-]){_SCHEME}(?:{_LABEL}\.)+{_INSIDE}(?![\w-]|\.\w){_REST}"  # db1.corp, http://grafana.internal/d/1
    rf"|(?<![\w.@/-]){_SCHEME}(?={_LABEL}(?:\.{_LABEL}){{2,}})(?:{_LABEL}\.)*?"  # db-01.eu.example.com
    r"(?:[A-Za-z]+-?\d+|[\w-]*\b(?:prod|production|staging|stage|dev|qa|internal|corp|vpn|bastion|vault|jenkins|grafana"
    rf"|kibana|prometheus|db|sql|redis|k8s|kube|node|admin)\b[\w-]*)(?:\.{_LABEL})+\.[A-Za-z]{{2,}}(?![\w-]){_REST}"
    r"|(?<![\w.@/-])ip-\d{1,3}(?:-\d{1,3}){3}(?![\w-])"  # ip-10-0-0-7
    r"|(?<![\w.@/-])[a-z][a-z0-9]*(?:-[a-z0-9]+)*-[a-f0-9]{8,10}-[a-z0-9]{5}(?![\w-])"  # a pod
    r"|(?<![\w.@/-])(?!(?:utf|iso|sha|aes|rsa|tls|ssl|rfc|cve|covid|inc|sev|top|error|http|base|log|part|step|ipv)-)"
    r"[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*-?(?<!\d)\d{2,4}[a-z]?(?![\w.-])(?<=-\d\d|\d\d\d|[a-z]\d\d|\d\d[a-z])"
    rf"|localhost(?::\d{{2,5}}){_REST}"
)
_NO_HOST: Final = re.compile(
    r"(?:[a-z]+(?!0)\d+)|(?:us|eu|ap|sa|ca|me|af|il)-[a-z]+-\d|[a-z]+-?\d+(?:ms|s|m|h|d|k|x|b)|[a-z]+\d+[a-z]"
)
"""A bare word with a number (`http200`, `utf16`), a region, a quantity: what has no hyphen before its number."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def secrets_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a secret begins and ends, and what it is."""
    for what, pattern in SECRETS.items():
        for found in _compiled(pattern).finditer(text):
            group = found.lastgroup or 0
            yield found.start(group), found.end(group), what


def emails_in(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _compiled(EMAIL).finditer(text)) if "@" in text else iter(())


def hosts_in(text: str) -> Iterator[tuple[int, int]]:
    """Names of machines of the inside, with what leads to a page on them."""
    for found in _compiled(_HOST).finditer(text):
        if not _NO_HOST.fullmatch(found[0]):
            yield found.span()


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """IP addresses of both kinds, and the addresses of network cards."""
    for pattern in (_IPV4, _MAC):
        yield from (found.span() for found in _compiled(pattern).finditer(text))
    for found in _compiled(_IPV6).finditer(text) if "::" in text or text.count(":") > 6 else ():
        shown = found[0]
        for address in (
            shown,
            shown[:-1],
            shown.rstrip(":."),
        ):  # what ends a sentence or begins a list is no part of it
            if _is_v6(address):
                after = _compiled(_AFTER_IPV6).match(text, found.start() + len(address))
                yield found.start(), after.end() if after else found.start() + len(address)
                break


def _is_v6(text: str) -> bool:
    """A time (`14:15:30`) and a name (`a::b`) have the form of an address and are none."""
    try:
        IPv6Address(text)
    except ValueError:
        return False
    return len(text) > 3 and any(char.isdigit() for char in text)


Spans = Callable[[str], Iterator[tuple[int, int]]]
FORMS: Final[dict[str, tuple[Spans, str]]] = {
    "e-mail address": (emails_in, "an e-mail address"),
    "internal host": (hosts_in, "an internal host"),
    "network address": (addresses_in, "a network address"),
}
"""What it is -> where it stands, and what is written in its place."""
