"""Which addresses belong to the public internet."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# Beyond what `ipaddress` of Python 3.11 knows (IANA's special-purpose registries), by what they are.
_NOT_PUBLIC_4 = (
    ip_network("100.64.0.0/10"),  # carriers' own
    ip_network("192.0.0.0/24"),  # protocol assignments
    ip_network("192.88.99.0/24"),  # relays of 6to4
    ip_network("168.63.129.16/32"),  # the host, seen from inside a cloud (Azure)
)
_UNICAST_6 = ip_network("2000::/3")
_NOT_PUBLIC_6 = (
    ip_network("2001::/23"),  # protocol assignments; Teredo, which carries IPv4
    ip_network("2001:db8::/32"),  # documentation
    ip_network("2002::/16"),  # 6to4, which carries IPv4
    ip_network("3fff::/20"),  # documentation
)


def is_public(address: str) -> bool:
    """Whether anybody on the internet could reach `address`, an IP address as text."""
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return _is_public_4(mapped) if mapped else _is_public_6(found)
    return _is_public_4(found)


def _is_public_4(address: IPv4Address) -> bool:
    if address.is_multicast or not address.is_global:
        return False
    return not any(address in network for network in _NOT_PUBLIC_4)


def _is_public_6(address: IPv6Address) -> bool:
    return address in _UNICAST_6 and not any(address in network for network in _NOT_PUBLIC_6)
