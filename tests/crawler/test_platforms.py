"""Which platform made a list page, and what a site file can say instead."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from crawler.listings.base import Page
from crawler.listings.html_fragment import DataProxy
from crawler.listings.jpaas import Jpaas
from crawler.listings.json_api import JsonApi
from crawler.listings.next_link import NextLink
from crawler.listings.numeric_path import NumericPath
from crawler.listings.query_param import QueryParam
from crawler.listings.reverse import Reverse
from crawler.listings.single import Single
from crawler.listings.suffix import Suffix
from crawler.paging import Paging
from crawler.platforms import configured, recognise

HOST = "http://www.example.gov.cn"
CONFIG: TypeAdapter[Paging] = TypeAdapter(Paging)


def page(text: str = "", path: str = "/zwgk/jyta/") -> Page:
    return Page(HOST + path.partition("#")[0], text, HOST + path)


@pytest.mark.parametrize(
    ("name", "plan", "path", "text"),
    [
        ("jpaas", Jpaas, "/col/col1/index.html", "<script src='unitbuild.js' url='/u' queryData=\"{'parseType':'x'}\"></script>"),
        ("jcms", DataProxy, "/col/col1/index.html", "proxyUrl:'/module/web/jpage/dataproxy.jsp'"),
        ("truecms", DataProxy, "/a.html", "proxyUrl:'/cms/messageController/getMessage.do'"),
        ("xxgk", QueryParam, "/col/col1/index.html", "<iframe src='/module/xxgk/search.jsp?infotypeId=A&area=1'></iframe>"),
        ("gkmlpt", JsonApi, "/gkmlpt/index#485", "SID: '200014'"),
        ("lonsun", JsonApi, "/public/column/1?catId=2", "$.get('/site/label/8888', {labelName: 'a', catId: '2'});"),
        ("igs", JsonApi, "/zwgk/jyta/", "var u='/igs/front/search/list.html?index=a&type=b&pageNumber=1&filter[CHANNELID]=5';"),
        ("ucap", JsonApi, "/c1/common_list.shtml", "<meta name='channelid' content='ab'>var u='/searchList/ab';"),
        ("hunan", JsonApi, "/jyta/", "var channelId = '77'; u='https://api.hunan.gov.cn/search/common/search/'+channelId"),
        ("vsb", NextLink, "/zwgk/jyta.htm", "<span class='p_next p_fun'><a href='jyta/4.htm'>下页</a></span>"),
        ("vsb", Reverse, "/zwgk/jyta.htm", "<span class='p_next p_fun'>下页</span><span class='p_t'>1/5</span>"),
        ("ilist", QueryParam, "/info/iList.jsp?cat_id=1", "共3页"),
        ("ylcms", QueryParam, "/cms/html/s/jyta/index.html", "<meta name='siteIdMeta' content='40801'>"),
        ("inline", Single, "/jyta/", "var dataList = [{\"title\":\"关于\",\"url\":\"/a.html\"}];"),
        ("lonsun_column", QueryParam, "/content/column/1", "Ls.pagination('#p', {pageIndex: 1, pageCount: 9});"),
        ("trs", Suffix, "/zwgk/jyta/", "createPageHTML(3, 0, 'index', 'html')"),
        ("trs", NextLink, "/zwgk/jyta/", "createPageHTML(3, 0, 'index', 'html') <a href='index_2.html'>下一页</a>"),
        ("shaanxi", NumericPath, "/zwgk/jyta/1.html", "parseInt('3')"),
        ("kunming", Suffix, "/zwgk/jyta/", "<script>if(ele.value>3){ele.value=3;}</script>"),
        ("qinghai", NumericPath, "/jyt/zxta/index.html", "<a href='/jyt/zxta/1a2b3c4d-2.html'>2</a>"),
        ("gtapp", QueryParam, "/gtapp/nrglIndex.action", "<input name='cpage'><a href=\"javascript:page('3')\">末页</a>"),
        ("jian", JsonApi, "/xxgk-list-jyta.html", "$.post('api-ajax_list-' + page + '.html', {ajax_type: ['1', '2']})"),
        ("was5", QueryParam, "/was5/web/search?channelid=2", "共23条"),
        ("eportal", QueryParam, "/eportal/ui?pageId=1", "q(this,'/eportal/ui?pageId=1&amp;currentPage=2&amp;moduleId=a')"),
        ("aspnet", QueryParam, "/List.aspx?ClassID=1", "<a href='?ClassID=1&page=9'>尾页</a>"),
        ("was5", QueryParam, "/was5/web/search?channelid=1&page=25", ""),
        ("generic", NextLink, "/zwgk/jyta/", "<ul></ul>"),
    ],
)  # fmt: skip
def test_platform_is_recognised(name, plan, path, text):
    found, made = recognise(page(text, path))
    assert (found, type(made)) == (name, plan)


def test_hint_is_tried_first():
    both = "createPageHTML(3, 0, 'index', 'html') <span class='p_t'>1/5</span> pb_sys_common"
    assert recognise(page(both, "/a.htm"))[0] == "vsb"
    assert recognise(page(both, "/a.htm"), "trs")[0] == "trs"


def test_hint_that_does_not_fit_is_no_error():
    assert recognise(page("createPageHTML(3, 0, 'index', 'html')"), "jpaas")[0] == "trs"


def test_what_was_learnt_is_used():
    _, plan = recognise(page("createPageHTML(3, 0, 'index', 'html')"), None, {"first_index": 1})
    assert plan.other() is None


@pytest.mark.parametrize(
    ("config", "asked"),
    [
        ({"strategy": "suffix", "stem": "list", "ext": "shtml", "first_index": 1}, "/zwgk/jyta/list_2.shtml"),
        ({"strategy": "numeric_path", "template": "page_{n}.html"}, "/zwgk/jyta/page_2.html"),
        ({"strategy": "query_param", "param": "cur_page"}, "/zwgk/jyta/?cur_page=2"),
        ({"strategy": "query_param", "param": "p", "first": 0, "extra_params": {"id": 5}}, "/zwgk/jyta/?id=5&p=1"),
        ({"strategy": "reverse"}, "/zwgk/jyta/index/2.html"),
    ],
)
def test_site_file_says_how_page_two_is_asked_for(config, asked):
    text = "<ul><li><a href='202304/t20230427_1.html'>关于第1号建议的答复</a>2023-04-27</li></ul><b>1/3</b>"
    first = Page(
        HOST + "/zwgk/jyta/" + ("index.html" if config["strategy"] == "reverse" else ""), text, HOST + "/zwgk/jyta/"
    )
    plan = configured(CONFIG.validate_python(config), first)
    listed = plan.start(first)
    assert listed.next and listed.next.url == HOST + asked


@pytest.mark.parametrize(
    ("config", "asked"),
    [
        (
            {"strategy": "json_api", "url": "/api/list", "results": "rows", "size": 50, "size_param": "n"},
            "/api/list?n=50&page=1",
        ),
        ({"strategy": "html_fragment", "url": "/part", "param": "p"}, "/part?p=1"),
    ],
)
def test_interface_of_a_site_file_is_asked_from_page_one(config, asked):
    listed = configured(CONFIG.validate_python(config), page()).start(page())
    assert listed.preface
    assert listed.next and listed.next.url == HOST + asked


def test_single_has_no_second_page():
    assert configured(CONFIG.validate_python({"strategy": "single"}), page()).start(page()).next is None


@pytest.mark.parametrize(
    "config",
    [
        {"strategy": "reverse"},
        {"strategy": "html_fragment", "dialect": "jpaas"},
        {"strategy": "html_fragment", "dialect": "jcms_page"},
    ],
)
def test_page_that_lacks_what_the_site_file_relies_on_is_an_error(config):
    with pytest.raises(ValueError, match="which the site file's paging relies on"):
        configured(CONFIG.validate_python(config), page())


def test_kunming_counts_from_two_until_that_is_wrong():
    _, plan = recognise(page("if(ele.value>3){}"))
    assert isinstance(plan, Suffix)
    assert plan.address(2).endswith("/index_2.shtml")
    assert plan.other() is not None
    assert plan.other().address(2).endswith("/index_1.shtml")  # type: ignore[union-attr]


def test_jian_sends_the_array_of_the_page():
    shell = "$.post('api-ajax_list-' + page + '.html', {'ajax_type[]': ['6243', '10'], 'is_ds': '1'}, show);"
    _, plan = recognise(page(shell, "/xxgk-list-jyta.html"))
    assert isinstance(plan, JsonApi)
    ask = plan.ask(2)
    assert (ask.url, ask.method) == (HOST + "/api-ajax_list-2.html", "POST")
    assert ask.body == b"ajax_type%5B%5D=6243&ajax_type%5B%5D=10&is_ds=1"


def test_search_behind_static_pages_follows_them():
    text = "createPageHTML(30, 0, 'index', 'html'); location = '/was5/web/search?channelid=244081' + n;"
    _, plan = recognise(page(text), learnt={"first_index": 0})
    search = plan.other()
    assert isinstance(search, QueryParam)
    assert search.again(26, 500, "").url == HOST + "/was5/web/search?channelid=244081&page=26"
