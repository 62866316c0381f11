"""Every trap does what its name says, and what can still be had can be had."""

import socket
import ssl

import httpx
import pytest

from tests.testbed import TestBed
from tests.testbed.naive import by_trs_call, getter
from tests.testbed.traps import PATH


@pytest.fixture(scope="module")
def bed():
    with TestBed(slow=3.0, huge=2_000_000) as running:
        yield running


def ask(bed, name, path=PATH, **more):
    address = bed.resolve_map[f"trap-{name}.gov.cn"]
    return httpx.get(f"http://{address}{path}", headers={"host": f"trap-{name}.gov.cn"}, timeout=20, **more)


def letter_path(bed, name, place):
    platform = bed.platforms[f"trap-{name}.gov.cn"]
    column = platform.site.columns[0]
    return platform.item_path(column, column.items[place])


@pytest.mark.parametrize("name", ["challenge-412", "challenge-521"])
def test_challenge_statuses(bed, name):
    assert ask(bed, name).status_code == int(name[-3:])
    assert ask(bed, name, "/robots.txt").status_code == 200


@pytest.mark.parametrize("name", ["challenge-200", "challenge-letters"])
def test_challenge_at_status_200_sets_a_cookie_and_reloads(bed, name):
    reply = ask(bed, name, letter_path(bed, name, 0))
    assert reply.status_code == 200
    assert "document.cookie" in reply.text
    assert "<a " not in reply.text


def test_letters_of_a_challenged_site_are_listed(bed):
    listed = by_trs_call(getter(bed.port), f"http://trap-challenge-letters.gov.cn{PATH}")
    assert len(listed) == 6


def test_maintenance_comes_at_503_and_at_200(bed):
    for status in (503, 200):
        reply = ask(bed, f"maintenance-{status}")
        assert reply.status_code == status
        assert "维护" in reply.text


def test_soft_404_is_served_with_status_200(bed):
    reply = ask(bed, "soft-404", letter_path(bed, "soft-404", 1))
    assert reply.status_code == 200
    assert "页面不存在" in reply.text
    assert "现答复如下" in ask(bed, "soft-404", letter_path(bed, "soft-404", 0)).text


def test_gone_letters_answer_404_and_410(bed):
    assert [ask(bed, "gone", letter_path(bed, "gone", place)).status_code for place in (0, 1, 2)] == [404, 410, 200]


def test_error_json_answers_false_at_200(bed):
    reply = ask(bed, "error-json", "/api-gateway/jpaas-publish-server/front/page/build/unit")
    assert reply.status_code == 200
    assert reply.json()["success"] is False


def test_empty_shell_has_no_link(bed):
    assert "<a" not in ask(bed, "empty-shell").text


def test_list_of_zero_is_a_whole_page_without_items(bed):
    reply = ask(bed, "zero")
    assert "createPageHTML(0" in reply.text
    assert "title=" not in reply.text


def test_looping_pager_shows_page_one_for_ever(bed):
    assert ask(bed, "pager-loops", PATH + "index_2.html").text == ask(bed, "pager-loops").text


def test_drifting_page_two_lists_another_column(bed):
    assert "/xwzx/yw/" in ask(bed, "drift", PATH + "index_1.html").text


def test_static_cap_declares_more_pages_than_there_are(bed):
    assert "createPageHTML(4" in ask(bed, "static-cap").text
    assert [ask(bed, "static-cap", f"{PATH}index_{n}.html").status_code for n in (1, 2, 3)] == [200, 404, 404]


def test_off_host_items_are_listed(bed):
    assert "http://mp.weixin.example/s/" in ask(bed, "off-host-items").text


@pytest.mark.parametrize(
    ("name", "target"),
    [("redirect-off-host", "http://ads.example/"), ("redirect-private", "http://127.0.0.1:"), ("redirect-loop", PATH)],
)
def test_redirects_lead_astray(bed, name, target):
    reply = ask(bed, name, letter_path(bed, name, 0))
    assert reply.status_code == 302
    assert reply.headers["location"].startswith(target)


def test_throttled_host_relents_after_one_429(bed):
    replies = [ask(bed, "throttled") for _ in range(2)]
    assert [reply.status_code for reply in replies] == [429, 200]
    assert replies[0].headers["retry-after"] == "1"


def test_flaky_letter_answers_at_the_second_try(bed):
    path = letter_path(bed, "flaky", 3)
    assert [ask(bed, "flaky", path).status_code for _ in range(2)] == [500, 200]


def test_slow_letter_outlasts_a_short_patience(bed):
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(
            f"http://{bed.resolve_map['trap-slow.gov.cn']}{letter_path(bed, 'slow', 0)}",
            headers={"host": "trap-slow.gov.cn"}, timeout=0.5,
        )  # fmt: skip


def test_truncated_letter_breaks_off(bed):
    with pytest.raises(httpx.RemoteProtocolError):
        ask(bed, "truncated", letter_path(bed, "truncated", 0))


def test_huge_letter_is_as_long_as_asked_for(bed):
    assert len(ask(bed, "huge", letter_path(bed, "huge", 0)).content) > 1_900_000


def test_wrong_charset_is_gb18030_under_another_name(bed):
    reply = ask(bed, "wrong-charset")
    assert "ISO-8859-1" in reply.headers["content-type"]
    assert "建议" in reply.content.decode("gb18030")


def test_robots_of_the_traps(bed):
    assert f"Disallow: {PATH}" in ask(bed, "robots-denied", "/robots.txt").text
    assert ask(bed, "robots-503", "/robots.txt").status_code == 503
    assert ask(bed, "robots-404", "/robots.txt").status_code == 404
    assert "Crawl-delay: 3" in ask(bed, "crawl-delay", "/robots.txt").text


def test_reset_and_refused_connections(bed):
    with pytest.raises(httpx.ReadError):
        ask(bed, "reset")
    with pytest.raises(httpx.ConnectError):
        ask(bed, "refused")


@pytest.mark.parametrize("name", ["eof", "plain", "self_signed"])
def test_tls_ports_fail_a_verifying_client(bed, name):
    with (
        socket.create_connection(("127.0.0.1", bed.tls_ports[name]), timeout=5) as raw,
        pytest.raises((ssl.SSLError, ConnectionError)),
        ssl.create_default_context().wrap_socket(raw, server_hostname="trap-tls.gov.cn"),
    ):
        pass


@pytest.mark.parametrize("name", ["soft-404", "gone", "slow"])
def test_reachable_letters_of_a_trap_are_in_its_list(bed, name):
    host = f"trap-{name}.gov.cn"
    found = by_trs_call(getter(bed.port), f"http://{host}{PATH}")
    assert {letter.url for letter in bed.expected_letters(host)} < set(found)
