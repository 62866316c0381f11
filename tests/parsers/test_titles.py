import pytest

from parsers.titles import is_reply_title, parse_title


@pytest.mark.parametrize(
    ("title", "assembly", "place", "term", "session"),
    [
        ("关于江津区第十八届人大三次会议第18号建议的复函", "congress", "江津区", 18, 3),
        ("对十三届全国人大五次会议第6750号建议的答复", "congress", "全国", 13, 5),
        ("关于区人大八届四次会议第31号建议的答复", "congress", "区", 8, 4),
        ("关于市七届人大五次会议第20180329号建议的答复", "congress", "市", 7, 5),
        ("对舒城县第十八届人民代表大会第二次会议第31号议事原案的答复", "congress", "舒城县", 18, 2),
        ("关于政协第十四届全国委员会第一次会议第2650号提案答复的函", "cppcc", "全国", 14, 1),
        ("关于全国政协十三届五次会议第2403号提案的答复", "cppcc", "全国", 13, 5),
        ("关于区政协十六届第一次会议第222号建议的复函", "cppcc", "区", 16, 1),
        ("关于政协枝江市七届四次会议第18号提案的答复", "cppcc", "枝江市", 7, 4),
        ("关于政协莒南县第十五届委员会第二次会议第26号提案的答复", "cppcc", "莒南县", 15, 2),
        ("关于第十三届政治协商会议第四次会议第5号提案的答复", "cppcc", None, 13, 4),
        ("关于龙华区二届人大三次会议第20230158号建议的答复函", "congress", "龙华区", 2, 3),
        ("关于凤凰镇第二十届人民代表大会第三次会议第6号建议的答复", "congress", "凤凰镇", 20, 3),
        ("关于政协青山市委员会五届四次会议第12号提案的答复", "cppcc", "青山市", 5, 4),
        ("关于第五届政协青山市委员会第四次会议第22号提案的复函", "cppcc", "青山市", 5, 4),
        ("关于县十八届人代会三次会议第9号建议的答复", "congress", "县", 18, 3),
    ],
)
def test_assembly_place_term_and_session_are_read_in_every_order(title, assembly, place, term, session):
    found = parse_title(title)
    assert (found.assembly, found.place, found.term, found.session) == (assembly, place, term, session)
    assert title[slice(*found.assembly_span)] in ("人大", "人民代表大会", "人代会", "政协", "政治协商会议")


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("第18号", ["18"]),
        ("18号", ["18"]),
        ("第0716号", ["0716"]),
        ("第20180329号", ["20180329"]),
        ("第2017546号", ["2017546"]),
        ("第74227号", ["74227"]),
        ("BH037号", ["BH037"]),
        ("第(J027)号", ["J027"]),
        ("第（J027）号", ["J027"]),
        ("C20230045号", ["C20230045"]),
        ("第X12号", ["X12"]),
        ("重点第3号", ["3"]),
        ("第12、34号", ["12", "34"]),
        ("第12号、第34号", ["12", "34"]),
        ("第12、34和56号", ["12", "34", "56"]),
        ("第二十三号", ["二十三"]),
    ],
)
def test_numbers_keep_their_letters_and_zeros(printed, numbers):
    title = f"关于市十届人大一次会议{printed}建议的答复"
    found = parse_title(title).numbers
    assert [value for value, _, _ in found] == numbers
    assert all(title[start:end] == value for value, start, end in found)


def test_a_class_number_stands_beside_the_overall_number():
    title = "关于政协第十四届全国委员会第一次会议第02650号（财税金融类171号）提案答复的函"
    found = parse_title(title)
    assert [n[0] for n in found.numbers] == ["02650"]
    assert found.category == ("财税金融类171号", *[title.index("财税"), title.index("）")])


def test_between_sessions_has_no_session():
    found = parse_title("关于县十八届人大闭会期间BH037号建议的答复")
    assert (found.term, found.session, found.between_sessions) == (18, None, True)


@pytest.mark.parametrize(
    ("ending", "form"),
    [
        ("的答复", "答复"),
        ("的答复函", "答复函"),
        ("的复函", "复函"),
        ("的答复意见", "答复意见"),
        ("答复的函", "答复的函"),
        ("办理情况的答复", "办理情况的答复"),
        ("办理情况的复函", "办理情况的复函"),
        ("办理情况的答复函", "办理情况的答复函"),
        ("的协办意见", "协办意见"),
        ("协办意见的函", "协办意见的函"),
        ("的会办意见", "会办意见"),
        ("的答复（A类）", "答复"),
        ("的答复函分类：B", "答复函"),
        ("的答复_江津区人民政府", "答复"),
        ("", None),
    ],
)
def test_the_reply_form_is_the_longest_at_the_end(ending, form):
    assert parse_title(f"关于区人大八届四次会议第31号建议{ending}").form == form


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("对县十八届人大一次会议第57号代表建议的答复", "代表建议"),
        ("对县政协十一届三次会议第45号委员提案的答复", "委员提案"),
        ("对舒城县第十八届人民代表大会第二次会议第31号议事原案的答复", "议事原案"),
        ("关于县第十七届人民代表大会第一次会议第5号议案的答复", "议案"),
        ("关于区政协十六届二次会议第222号建议的复函", "建议"),
    ],
)
def test_the_kind_of_paper_is_the_word_behind_the_number(title, word):
    assert parse_title(title).kind_word == word


@pytest.mark.parametrize(
    ("title", "issuers"),
    [
        (
            "重庆市江津区政务服务管理办公室关于江津区第十八届人大三次会议第18号建议的复函",
            ["重庆市江津区政务服务管理办公室"],
        ),
        ("延安市安塞区民政局关于对区政协十二届三次会议第31号提案的答复", ["延安市安塞区民政局"]),
        ("国务院办公厅对全国政协十届三次会议第2741号提案的答复", ["国务院办公厅"]),
        ("青山市档案馆关于市六届人大二次会议第146号建议的答复", ["青山市档案馆"]),
        ("青山市财政局、青山市教育局关于市六届人大二次会议第146号建议的答复", ["青山市财政局", "青山市教育局"]),
        ("市财政局和市教育局关于市六届人大二次会议第146号建议的答复", ["市财政局", "市教育局"]),
        ("市自然资源和规划局关于市六届人大二次会议第146号建议的答复", ["市自然资源和规划局"]),
        ("关于市财政局、市教育局办理的第146号建议的答复", []),
        ("关于江津区第十八届人大三次会议第18号建议的复函", []),
    ],
)
def test_the_offices_in_front_of_the_title_are_its_issuers(title, issuers):
    found = parse_title(title).issuers
    assert [name for name, _, _ in found] == issuers
    assert all(title[start:end] == name for name, start, end in found)


@pytest.mark.parametrize(
    ("title", "suggestion"),
    [
        ("关于对《关于规范路灯安装的建议》（第68号）的答复", "关于规范路灯安装的建议"),
        ("《关于关于规范路灯安装的建议的提案》的答复", "关于关于规范路灯安装的建议的提案"),
        ("关于落实《停车管理办法》的建议的答复", "关于落实《停车管理办法》的建议"),
        ("关于《停车难问题亟待解决》的提案的答复", "停车难问题亟待解决"),
        ("对区政协十六届二次会议第5号《关于落实《办法》的提案》的答复", "关于落实《办法》的提案"),
        ("关于加强垃圾分类工作的建议的答复", "关于加强垃圾分类工作的建议"),
        ("人大建议第9165号关于加强农村饮水安全的建议", "关于加强农村饮水安全的建议"),
        ("关于“关于老邢峰线改造”的建议的答复", "关于老邢峰线改造"),
        ("关于江津区第十八届人大三次会议第18号建议的复函", None),
    ],
)
def test_a_suggestion_named_in_the_title_is_found(title, suggestion):
    found = parse_title(title).suggestion
    assert (found and found[0]) == suggestion
    assert found is None or title[found[1] : found[2]] == suggestion


@pytest.mark.parametrize(
    "title",
    [
        "",
        "号",
        "第号",
        "关于",
        "届次会议",
        "《",
        "》《",
        "人大" * 200,
        "第十八届" * 60,
        "\ud800关于人大第1号建议的答复",
    ],
)
def test_scraps_of_titles_raise_nothing(title):
    assert parse_title(title) is not None
    assert is_reply_title(title) in (True, False)


@pytest.mark.parametrize(
    ("title", "reply"),
    [
        ("关于江津区第十八届人大三次会议第18号建议的复函", True),
        ("关于加强垃圾分类工作的建议的答复", True),
        ("关于政协第十四届全国委员会第一次会议第02650号（财税金融类171号）提案答复的函", True),
        ("人大建议第9165号关于加强农村饮水安全的建议", False),
        ("关于做好2023年建议提案办理工作的通知", False),
        ("我县召开建议提案办理工作推进会", False),
        ("关于网民来信的答复", False),
    ],
)
def test_a_reply_title_ends_as_replies_do(title, reply):
    assert is_reply_title(title) is reply


@pytest.mark.parametrize(
    ("between", "numbers"),
    [
        ("第146号建议、第147号建议", ["146", "147"]),
        ("第146号和第147号建议", ["146", "147"]),
        ("第146号建议和第147号建议", ["146", "147"]),
        ("第〔146〕号建议", ["146"]),
        ("第146号建议、2023年工作", ["146"]),
    ],
)
def test_every_number_of_several_suggestions_is_read(between, numbers):
    assert [n[0] for n in parse_title(f"关于市十五届人大三次会议{between}的答复").numbers] == numbers
