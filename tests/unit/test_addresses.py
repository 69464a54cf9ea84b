"""The address of a browser: what the server sees, unless a trusted proxy says more; and the address in short."""

from ipaddress import ip_address

import pytest

from grading.web.shell.addresses import client_address, network_of, place_of

PROXY, INNER, BROWSER, LIE = "10.0.0.2", "10.0.0.3", "203.0.113.7", "198.51.100.1"


@pytest.mark.parametrize(
    ("seen", "forwarded", "trusted", "expected"),
    [
        (BROWSER, "", (), BROWSER),
        (BROWSER, LIE, (), BROWSER),  # nobody is trusted: what anybody writes counts for nothing
        (BROWSER, LIE, (PROXY,), BROWSER),  # it did not come through the proxy
        (PROXY, BROWSER, (PROXY,), BROWSER),
        (PROXY, f"{LIE}, {BROWSER}", (PROXY,), BROWSER),  # the browser wrote the first part itself
        (PROXY, f"{LIE}, {BROWSER}, {INNER}", (PROXY, INNER), BROWSER),
        (PROXY, f"{LIE}, {BROWSER}, {INNER}", (PROXY,), INNER),
        (PROXY, "", (PROXY,), PROXY),
        (PROXY, "nonsense", (PROXY,), PROXY),
        (PROXY, f" , {BROWSER} ,", (PROXY,), BROWSER),
        ("127.0.0.1", f"{LIE}, 2001:db8::1", ("127.0.0.1",), "2001:db8::1"),
        ("::ffff:10.0.0.2", BROWSER, (PROXY,), BROWSER),
    ],
)
def test_only_what_trusted_proxies_wrote_counts(seen, forwarded, trusted, expected):
    assert client_address(seen, forwarded, trusted) == ip_address(expected)


def test_a_connection_without_an_address_has_none():
    assert client_address("", BROWSER, (PROXY,)) is None
    assert (network_of(None), place_of(None)) == ("", "")


@pytest.mark.parametrize(
    ("address", "network", "place"),
    [
        ("203.0.113.7", "203.0.113.7", "203.0.113.…"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1:…"),
        ("::1", "::/64", "0:0:0:…"),
    ],
)
def test_tries_count_by_network_and_the_owner_sees_the_address_in_short(address, network, place):
    assert network_of(ip_address(address)) == network
    assert place_of(ip_address(address)) == place
