"""Lists behind interfaces: JCMS in both dialects, Truecms, JPAAS, and the JSON ones."""

import json
from urllib.parse import parse_qs, urlsplit

from crawler.listings import apis
from crawler.listings.base import Page
from crawler.listings.html_fragment import DataProxy, parameters, records
from crawler.listings.jpaas import Jpaas, query_data
from crawler.listings.json_api import JsonApi, dotted, load
from crawler.listings.script_calls import find_call

HOST = "http://www.example.gov.cn"
RECORD = '<record><![CDATA[<li><a href="/art/2023/4/27/art_9_{0}.html" title="关于第{0}号建议的答复">关于</a><span>2023-04-27</span></li>]]></record>'
JCMS = (
    '<script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=1&path=/'
    '&columnid=9&unitid=34&webname=%E7%A4%BA%E8%8C%83&permissiontype=0"></a>]]></nextgroup><recordset>'
    + RECORD.format(1)
    + RECORD.format(2)
    + "</recordset></datastore></script><script>$('#34').jpage({perPage : 20, totalRecord : 47, proxyUrl:'/module/web/jpage/dataproxy.jsp',"
    "proxyParam:{'col':1,'sourceContentType':1}});</script>"
)


def query(url: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(url).query, keep_blank_values=True).items()}


def test_cdata_records_become_elements():
    assert records(JCMS).count("<li>") == 2
    assert records("<record>&lt;a href='x'&gt;甲&lt;/a&gt;</record>") == "<div><a href='x'>甲</a></div>"
    assert records("<p>no store</p>") == ""


def test_proxy_parameters_come_from_the_page():
    assert parameters(JCMS) == {
        "appid": "1", "webid": "1", "path": "/", "columnid": "9", "unitid": "34", "webname": "示范", "permissiontype": "0",
        "col": "1", "sourceContentType": "1",
    }  # fmt: skip


def test_window_begins_after_the_records_of_the_page():
    page = Page(HOST + "/col/col9/index.html", JCMS, HOST + "/col/col9/index.html")
    plan = DataProxy.of_page(page)
    assert plan is not None
    listed = plan.start(page)
    assert (len(listed.items), listed.total_items) == (2, 47)
    assert listed.next and listed.next.method == "POST"
    assert (query(listed.next.url)["startrecord"], query(listed.next.url)["endrecord"]) == ("3", "102")
    assert listed.next.headers["Referer"] == page.url


def test_other_dialect_asks_by_page_from_the_start():
    page = Page(HOST + "/col/col9/index.html", JCMS, HOST + "/col/col9/index.html")
    listed = DataProxy.of_page(page).start(page)  # type: ignore[union-attr]
    other = listed.plan.other()  # type: ignore[union-attr]
    assert other is not None
    ask = other.again(2, 2, page.url)
    assert ask.method == "GET"
    assert (query(ask.url)["page"], query(ask.url)["perpage"], query(ask.url)["columnid"]) == ("1", "100", "9")
    assert other.learnt() == {"dialect": "page"}
    assert other.other() is None


def test_truecms_answers_by_jsonp_and_small_pages():
    shell = "<script>$('#p').jpage({proxyUrl:'/cms/messageController/getMessage.do', perPage: 10, totalRecord: 12, p: {columnId:'abc'}});</script>"
    page = Page(HOST + "/jyta.html", shell, HOST + "/jyta.html")
    plan = DataProxy.of_page(page)
    assert plan is not None
    first = plan.start(page)
    assert first.preface
    assert first.next and first.next.method == "GET"
    assert (query(first.next.url)["perpage"], query(first.next.url)["columnId"]) == ("10", "abc")
    answer = (
        "cb(" + json.dumps({"result": f"<datastore><totalrecord>12</totalrecord>{RECORD.format(1)}</datastore>"}) + ");"
    )
    assert [item.title for item in plan.read(Page(first.next.url, answer, page.url, 1)).items] == [
        "关于第1号建议的答复"
    ]


JPAAS = (
    '<script src="/x/unitbuild.js" url="/api-gateway/jpaas-publish-server/front/page/build/unit" '
    "queryData=\"{'parseType':'bulidstatic','webId':'3637','tagId':'列表内容','editType':null}\"></script>"
)


def test_query_data_is_copied_as_it_is_spelt():
    url, data = query_data(JPAAS)  # type: ignore[misc]
    assert url.endswith("/build/unit")
    assert data == {"parseType": "bulidstatic", "webId": "3637", "tagId": "列表内容", "editType": "null"}


def test_jpaas_turns_pages_in_param_json_and_sends_utf8():
    page = Page(HOST + "/col/col1/index.html", JPAAS, HOST + "/col/col1/index.html")
    first = Jpaas.of_page(page).start(page)  # type: ignore[union-attr]
    assert first.next and "tagId=%E5%88%97%E8%A1%A8%E5%86%85%E5%AE%B9" in first.next.url
    assert json.loads(query(first.next.url)["paramJson"])["pageNo"] == 1


def test_jpaas_page_size_is_what_page_one_held():
    page = Page(HOST + "/col/col1/index.html", JPAAS, HOST + "/col/col1/index.html")
    plan = Jpaas.of_page(page)
    row = "<li class='clearfix'><a href='/art/2023/art_{0:032x}.html'>关于第{0}号建议的答复</a><span>2023-04-27</span></li>"
    html = "".join(row.format(n) for n in range(15)) + '<div class="pagination" rows="15" count="33"></div>'
    listed = plan.read(Page(page.url, json.dumps({"success": True, "data": {"html": html}}), page.url, 1))  # type: ignore[union-attr]
    assert (len(listed.items), listed.total_items) == (15, 33)
    assert json.loads(query(listed.next.url)["paramJson"]) == {"pageNo": 2, "pageSize": 15}  # type: ignore[union-attr]


def test_jpaas_opaque_extras_of_the_site_file_are_sent():
    search = '{"xxgkId":"W001-001","nodeId":"330500"}'
    page = Page(HOST + "/col/col1/index.html", JPAAS, HOST + "/col/col1/index.html")
    first = Jpaas.of_page(page, {"extra": "1"}, search).start(page)  # type: ignore[union-attr]
    asked = query(first.next.url)  # type: ignore[union-attr]
    assert asked["extra"] == "1"
    assert json.loads(asked["paramJson"])["search"] == search


def test_gkmlpt_reads_fragment_and_site_number():
    page = Page(HOST + "/gkmlpt/index", "<script>_CONFIG = {SID: '200105'}</script>", HOST + "/gkmlpt/index#3214")
    plan = apis.gkmlpt(page)
    assert plan is not None
    ask = plan.start(page).next
    assert ask and ask.url == HOST + "/gkmlpt/api/all/3214?sid=200105&page=1"
    article = {
        "title": "关于第1号建议的答复",
        "url": HOST + "/gkmlpt/content/1/1234/post_1234567.html",
        "display_publish_time": 1682560207,
    }
    listed = plan.read(Page(ask.url, json.dumps({"total": 130, "articles": [article] * 100}), page.column, 1, 0))
    assert listed.items[0].date == "2023-04-27"
    assert listed.next and "page=2" in listed.next.url
    assert (
        plan.read(Page(ask.url, json.dumps({"total": 130, "articles": [article] * 30}), page.column, 2, 100)).next
        is None
    )


def test_gkmlpt_needs_the_fragment():
    assert apis.gkmlpt(Page(HOST + "/gkmlpt/index", "SID: '1'", HOST + "/gkmlpt/index")) is None


def test_lonsun_sends_every_parameter_of_the_pages_own_call():
    script = """Ls.ajax({url: '/site/label/8888', dataType: 'html', data: {labelName: 'publicInfoList', siteId: '6795621', pageSize: 15,
     pageIndex: 1, action: 'list', type: 4, organId: '66', catId: '67', file: '/xxgk/list'}});"""
    page = Page(
        HOST + "/public/column/66?type=4&catId=67",
        f"<script>{script}</script>",
        HOST + "/public/column/66?type=4&catId=67",
    )
    asked = query(apis.lonsun(page).start(page).next.url)  # type: ignore[union-attr]
    assert asked == {
        "labelName": "publicInfoList", "siteId": "6795621", "pageSize": "15", "action": "list", "type": "4", "organId": "66",
        "catId": "67", "file": "/xxgk/list", "isJson": "true", "pageIndex": "1",
    }  # fmt: skip


def test_ucap_takes_the_channel_from_the_meta_tag():
    text = '<meta name="channelid" content="ab12"><script>var u = "/searchList/" + channelId</script>'
    page = Page(HOST + "/c1/common_list.shtml", text, HOST + "/c1/common_list.shtml")
    asked = apis.ucap(page).start(page).next.url  # type: ignore[union-attr]
    assert asked.startswith(HOST + "/searchList/ab12?")
    assert query(asked)["_isJson"] == "true"


def test_epoint_reads_constants_from_its_script_first():
    text = """<script src="/js/webBuilderCommon.js"></script><script>Util.ajax({url: siteInfo.projectName + "/rest/lightfrontaction/getgovinfolist",
     type: "POST", data: {deptcode: "", siteGuid: siteInfo.siteGuid, pageIndex: 1, pageSize: 20}});</script>"""
    page = Page(HOST + "/govInfoPub.html?categorynum=001012", text, HOST + "/govInfoPub.html?categorynum=001012")
    first = apis.epoint(page).start(page)  # type: ignore[union-attr]
    assert first.next and first.next.url == HOST + "/js/webBuilderCommon.js"
    script = Page(first.next.url, 'var siteInfo = {"projectName": "/EWB-FRONT", "siteGuid": "7eb5"};', page.column, 1)
    second = apis.epoint(page).read(script)  # type: ignore[union-attr]
    assert second.preface
    assert second.next and second.next.url == HOST + "/EWB-FRONT/rest/lightfrontaction/getgovinfolist"
    assert json.loads(second.next.body) == {
        "deptcode": "", "pageSize": "20", "categorynum": "001012", "siteGuid": "7eb5", "pageIndex": "1",
    }  # fmt: skip


def test_rows_without_a_link_are_counted():
    plan = JsonApi(HOST + "/api", "rows", total="total")
    listed = plan.read(
        Page(
            HOST + "/api",
            '{"rows":[{"title":"关于第1号建议"},{"title":"甲","url":"/a.html"}],"total":2}',
            HOST + "/a",
            1,
        )
    )
    assert listed.notes == ["rows_without_link: 1"]
    assert len(listed.items) == 1


def test_answer_without_results_says_so():
    assert JsonApi(HOST + "/api", "rows").read(Page(HOST + "/api", "{}", HOST + "/a", 1)).notes == ["no_results"]


def test_dotted_paths_and_alternatives():
    value = {"a": {"b": [{"c": 1}]}, "empty": ""}
    assert dotted(value, "a.b.0.c") == 1
    assert dotted(value, "empty|a.b.0.c") == 1
    assert dotted(value, "a.x") is None
    assert load("cb({})") == {}
    assert load("nothing") is None


def test_script_variables_are_looked_up_and_strings_are_not():
    text = "var cat = '67'; $.get('/api/list', {action: 'list', catId: cat, n: 5, f: some.thing});"
    assert find_call(text, "/api/list", HOST) == (HOST + "/api/list", {"action": "list", "catId": "67", "n": "5"})
