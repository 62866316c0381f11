import pytest

from parsers.urls import canonical

PLAIN = "http://www.jiangjin.gov.cn/jytabl/202304/t20230427_11910011.html"


@pytest.mark.parametrize(
    "url",
    [
        PLAIN,
        PLAIN + "#content",
        PLAIN + "?from=singlemessage&isappinstalled=0",
        PLAIN + "?share_token=ab&utm_source=wx#top",
        PLAIN.replace(".html", "_wap.html"),
        PLAIN.replace(".html", "_app.html"),
        PLAIN.replace("www.jiangjin", "WWW.Jiangjin"),
        PLAIN.replace("gov.cn/", "gov.cn:80/"),
        PLAIN.replace("t2023", ";jsessionid=0A1B2C/t2023").replace("/;", ";"),
        f"  {PLAIN}\n",
        "http://big5.jiangjin.gov.cn/gate/big5/www.jiangjin.gov.cn/jytabl/202304/t20230427_11910011.html",
    ],
)
def test_spellings_of_one_letter_are_one_address(url):
    assert canonical(url) == PLAIN


@pytest.mark.parametrize(
    "url",
    [
        "http://www.junan.gov.cn/info/1089/209059.htm",
        "https://www.junan.gov.cn/art?id=12&page=3",
        "https://www.junan.gov.cn/view.jsp?ID=A%2FB&from_id=7",
        "http://www.junan.gov.cn/a_wap_b.html",
        "http://www.junan.gov.cn/index_2.html",
        "https://www.junan.gov.cn:8443/a.html",
    ],
)
def test_what_selects_a_document_stays(url):
    assert canonical(url) == url


@pytest.mark.parametrize(
    "url", ["", "#", "not an address", "http://[", "javascript:void(0)", "mailto:a", "http://a]b/#c", "\x00", "//host"]
)
def test_what_is_no_address_comes_back_without_raising(url):
    assert "#" not in canonical(url)


def test_it_is_the_same_twice():
    for url in (PLAIN + "?from=x&a=1#b", "HTTP://A.gov.cn:80/x_wap.htm?utm_id=1"):
        assert canonical(canonical(url)) == canonical(url)
