"""Where host names lead."""

from pathlib import Path

import pytest

from crawler.addresses import AddressMap, PrivateAddressError, check_literal, is_public


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",
     "fd00::1", "fe80::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"],
)  # fmt: skip
def test_private_addresses(address):
    assert not is_public(address)
    with pytest.raises(PrivateAddressError, match="private address"):
        check_literal(f"[{address}]" if ":" in address else address)


@pytest.mark.parametrize("address", ["1.2.4.8", "2400:3200::1"])
def test_public_addresses(address):
    assert is_public(address)
    check_literal(address)


def test_names_are_left_to_the_resolver():
    check_literal("www.example.gov.cn")


def test_map_is_read_from_yaml(tmp_path: Path):
    path = tmp_path / "map.yml"
    path.write_text("WWW.Example.gov.cn: 127.0.0.1:8899\n")
    addresses = AddressMap.read(path)
    assert addresses.get("www.example.gov.cn") == ("127.0.0.1", 8899, False)
    assert addresses.get("other") is None
    assert addresses.names() == ["www.example.gov.cn"]
    assert bool(addresses)
    assert not AddressMap()


@pytest.mark.parametrize("target", ["10.0.0.1:80", "1.2.4.8:80", "127.0.0.1", "localhost:80", "127.0.0.1:x"])
def test_map_leads_to_loopback_only(target):
    with pytest.raises(ValueError, match="must be a loopback address with a port"):
        AddressMap({"a.gov.cn": target})


def test_map_that_is_no_map_says_what_it_should_be(tmp_path: Path):
    path = tmp_path / "map.yml"
    path.write_text("- a\n")
    with pytest.raises(ValueError, match=r"www\.example\.gov\.cn: 127\.0\.0\.1:8899"):
        AddressMap.read(path)


def test_single_port_and_real_tls_can_be_mapped():
    addresses = AddressMap({"a.gov.cn:443": "https://127.0.0.1:1", "a.gov.cn": "127.0.0.1:2"})
    assert addresses.get("a.gov.cn", 443) == ("127.0.0.1", 1, True)
    assert addresses.get("a.gov.cn", 80) == ("127.0.0.1", 2, False)
    assert addresses.names() == ["a.gov.cn"]
    assert AddressMap(addresses.as_dict()).as_dict() == addresses.as_dict()
