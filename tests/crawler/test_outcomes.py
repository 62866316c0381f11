"""Each case of the field has a name: recorded answers, shortened to what identifies them."""

import pytest

from crawler.outcomes import CONTENT, HOST_TROUBLE, Facts, Outcome, classify, classify_error, visible_text

URL = "http://www.example.gov.cn/jytabl/202304/t20230427_1.html"
LETTER = (
    "<html><head><title>关于第18号建议的复函</title></head><body><ul>"
    + "<li><a href='/zwgk/'>政务公开</a></li>" * 30
    + "</ul><div>"
    + "您提出的建议收悉，经研究答复如下。" * 40
    + "</div></body></html>"
)
RUISHU = (
    "<!DOCTYPE html><html><head><meta content='text/html' http-equiv='Content-Type'>"
    "<script type='text/javascript'>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=1;</script>"
    "<script src='/4QbVtADbnLVIc/c.js'></script></head><body></body></html>"
)
JIASULE = "<script>document.cookie=('_')+('_')+('jsl_clearance_s=1.2|-1');location.href=location.pathname+location.search</script>"
TWO_STAGE = (
    "<html><body><script>var a='3f';function go(){document.cookie='wzws_sid='+a;"
    "window.location='/jytabl/';}go();</script></body></html>"
)
FRAME_404 = (
    "<html><head><title>某县人民政府</title></head><body>"
    + "<a href='/a/'>政务公开</a>" * 40
    + "<p>很抱歉，您访问的页面不存在或已被删除！</p></body></html>"
)


def outcome(body: str = "", status: int = 200, **facts: object) -> str:
    return classify(Facts(URL, status, body=body.encode(), **facts)).value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "status", "body", "facts"),
    [
        ("ok", 200, LETTER, {}),
        ("unchanged", 304, "", {}),
        ("moved", 301, "<a href='/x'>Moved</a>", {}),
        ("moved", 302, "", {}),
        ("challenge", 412, RUISHU, {}),
        ("challenge", 202, RUISHU, {}),
        ("challenge", 200, RUISHU, {}),
        ("challenge", 521, JIASULE, {"headers": {"set-cookie": "__jsluid_s=abc"}}),
        ("challenge", 200, JIASULE, {}),
        ("challenge", 200, TWO_STAGE, {}),
        ("challenge", 503, TWO_STAGE, {}),
        (
            "challenge",
            200,
            "<html><script>location.reload()</script></html>",
            {"headers": {"set-cookie": "HWWAFSESID=1"}},
        ),
        ("gone", 404, FRAME_404, {}),
        ("gone", 410, "", {}),
        ("soft_404", 200, FRAME_404, {}),
        ("soft_404", 200, "<title>404-某县人民政府</title><p>返回首页</p>", {}),
        ("maintenance", 200, "<html><body><h1>系统维护中，请稍后访问</h1></body></html>", {}),
        ("maintenance", 503, "网站升级改造，暂停服务", {}),
        ("forbidden", 403, "", {}),
        ("forbidden", 200, "<html><body>您的请求存在威胁，已被拦截</body></html>", {}),
        ("throttled", 429, "", {}),
        ("server_error", 500, "HTTP Status 500", {}),
        ("server_error", 502, "", {}),
        ("client_error", 400, "", {}),
        ("empty", 200, "", {}),
        ("empty", 200, "<html><body> </body></html>", {}),
        ("empty_shell", 200, "<html><body><div id='app'></div><script src='/app.js'></script></body></html>", {}),
        ("error_json", 200, '{"success":false,"message":"排序方式不能为空"}', {"expect": "json", "kind": "list"}),
        ("error_json", 200, '{"success":false,"data":{}}', {"expect": "json", "kind": "list"}),
        ("error_json", 200, "<html>login</html>", {"expect": "json", "kind": "list"}),
        ("error_json", 200, '{"success":false}', {}),
        ("error_json", 200, '{"page":null}', {"expect": "json", "kind": "list", "success": "page.content"}),
        ("ok", 200, '{"success":true,"data":{"html":"<li>"}}', {"expect": "json", "kind": "list"}),
        ("ok", 200, 'cb({"articles":[]})', {"expect": "json", "kind": "list"}),
        ("soft_404", 200, FRAME_404, {"expect": "json", "kind": "list"}),
        ("ok", 200, "User-agent: *\nDisallow: /admin/", {"kind": "robots"}),
        ("ok", 200, "%PDF-1.4 找不到页面", {"kind": "attachment"}),
        ("empty", 200, "", {"kind": "attachment"}),
        ("soft_404", 200, FRAME_404, {"kind": "attachment"}),
    ],
)
def test_recorded_answer_has_its_name(name, status, body, facts):
    assert outcome(body, status, **facts) == name


def test_deep_address_that_ends_on_the_home_page_is_a_soft_404():
    facts = Facts("http://www.example.gov.cn/", 200, body=LETTER.encode(), asked=URL)
    assert classify(facts) is Outcome.SOFT_404


def test_letter_that_speaks_of_maintenance_and_missing_pages_is_a_letter():
    assert outcome(LETTER.replace("收悉", "（关于系统维护、找不到页面、拒绝访问）收悉")) == "ok"


def test_letter_about_what_cannot_be_found_is_a_letter():
    title = "关于解决群众找不到车位问题的建议（第404号）的答复"
    assert outcome(LETTER.replace("关于第18号建议的复函", title)) == "ok"
    assert outcome(f"<title>{title}</title><h1>{title}</h1><p>找不到您</p><a href='a.pdf'>附件</a>") == "ok"


def test_letter_number_404_is_a_letter():
    assert outcome(LETTER.replace("第18号", "第404号")) == "ok"


def test_scanned_letter_with_an_empty_body_is_no_empty_page():
    assert outcome("<html><body><script>showVsbpdfIframe('/a.pdf')</script></body></html>") == "ok"
    assert outcome("<html><body><iframe src='/v?file=a.pdf'></iframe></body></html>") == "ok"


def test_gb18030_error_page_is_read():
    body = FRAME_404.encode("gb18030")
    assert classify(Facts(URL, 200, body=body)) is Outcome.SOFT_404


@pytest.mark.parametrize(
    ("error", "name"),
    [
        ("SSL.Error: [('SSL routines', '', 'unsafe legacy renegotiation disabled')]", "tls_renegotiation"),
        ("SSL.Error: [('elliptic curve routines', '', 'bad ecpoint')]", "tls_curve"),
        ("ssl.SSLEOFError: EOF occurred in violation of protocol", "tls_eof"),
        ("OpenSSL.SSL.SysCallError: (-1, 'Unexpected EOF')", "tls_eof"),
        ("SSL.Error: [('SSL routines', '', 'certificate verify failed')]", "tls_certificate"),
        ("SSL.Error: [('SSL routines', '', 'unsupported protocol')]", "tls_protocol"),
        ("DownloadTimeoutError: Getting http://x took longer than 60 seconds.", "timeout"),
        ("DownloadConnectionRefusedError: Connection was refused by other side", "refused"),
        ("CannotResolveHostError: DNS lookup failed", "unresolved"),
        ("DownloadCancelledError: Received 9 bytes which is larger than download max size (8)", "too_large"),
        ("PrivateAddressError: x.gov.cn is 10.0.0.1", "private_address"),
        ("ResponseDataLossError", "broken"),
        ("DownloadFailedError: ConnectionLost: Connection to the other side was lost", "broken"),
    ],
)
def test_error_has_its_name(error, name):
    assert classify_error(error) == name
    assert classify(Facts(URL, error=error)) == name


def test_trouble_and_content_do_not_overlap():
    assert not CONTENT & HOST_TROUBLE


def test_visible_text_leaves_scripts_and_tags_out():
    assert visible_text("<p>甲<script>乙</script><!--丙--> <a>丁</a></p>") == "甲 丁"
    assert visible_text("<p>甲 <a>丁</a></p>", links=False) == "甲"
