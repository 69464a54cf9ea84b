"""Where a request comes from: the address that the server itself sees, or what a trusted proxy says of it."""

from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address

Address = IPv4Address | IPv6Address


def client_address(seen: str, forwarded: str, trusted: Collection[str]) -> Address | None:
    """Returns the address of the browser. Anybody may write `forwarded` (X-Forwarded-For): it counts only as far as
    trusted proxies wrote it, which is from its end to the first address that is no such proxy."""
    proxies = {ip_address(each) for each in trusted}
    address = _read(seen)
    hops = [part.strip() for part in forwarded.split(",") if part.strip()]
    while hops and address in proxies:
        said = _read(hops.pop())
        if said is None:
            break
        address = said
    return address


def network_of(address: Address | None) -> str:
    """Returns what counts together: an address of IPv4, the first half of one of IPv6, which one customer holds."""
    if isinstance(address, IPv6Address):
        return f"{IPv6Address(int(address) >> 64 << 64)}/64"
    return str(address) if address else ""


def place_of(address: Address | None) -> str:
    """Returns the address in short, as its owner may know it again: 203.0.113.…, 2001:db8:1:…"""
    if isinstance(address, IPv6Address):
        return ":".join(f"{int(part, 16):x}" for part in address.exploded.split(":")[:3]) + ":…"
    return f"{str(address).rpartition('.')[0]}.…" if address else ""


def _read(text: str) -> Address | None:
    try:
        address = ip_address(text.strip().strip("[]"))
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
