import pytest

from parsers.closing import read_closing
from tests.parsers.letters import text_of

OFFICE = "江津区城市管理局"


def closed(*end, published="2023-04-28"):
    text = text_of("胡付忠代表：", "收悉，现答复如下：", "我局已办理。", "感谢您的关心和支持！", *end)
    return text, read_closing(text, 1, published)


def issuers(*end):
    text, closing = closed(*end)
    assert all("".join(text.text[a:b].split()) == name for name, a, b in closing.issuers)
    return [name for name, _, _ in closing.issuers]


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2023年4月27日", "2023-04-27"),
        ("2023 年 4 月 27 日", "2023-04-27"),
        ("2023年04月27日", "2023-04-27"),
        ("二〇二三年四月二十七日", "2023-04-27"),
        ("二○二三年四月二十七日", "2023-04-27"),
        ("二零二三年四月二十七日", "2023-04-27"),
        ("二00七年七月十七日", "2007-07-17"),
        ("贰零贰叁年肆月贰拾柒日", "2023-04-27"),
        ("贰〇贰叁年四月二十七日", "2023-04-27"),
        ("弍〇弍叁年四月二十七日", "2023-04-27"),
        ("二O二三年四月二十七日", "2023-04-27"),
        ("2O23年4月27日", "2023-04-27"),
        ("2〇23年4月27日", "2023-04-27"),
        ("20二三年四月二十七日", "2023-04-27"),
        ("二〇二三年四月二十七", "2023-04-27"),
        ("2023.4.27", "2023-04-27"),
        ("２０２３年４月２７日", "2023-04-27"),
        ("2023-04-27", "2023-04-27"),
        ("（2023年4月27日）", "2023-04-27"),
        ("2023年4月27", "2023-04-27"),
        ("2023年4月", "2023-04"),
        ("2023年4月　日", "2023-04"),
        ("2023年", "2023"),
        ("2023年4月27日。", "2023-04-27"),
        ("日期：2023年4月27日", "2023-04-27"),
        ("答复时间：2023年4月27日", "2023-04-27"),
        ("2023年4月27日星期四", "2023-04-27"),
        ("2023年4月27日（主动公开）", "2023-04-27"),
        ("2023年4月27日（联系人：李明，电话：（0719）8100000）", "2023-04-27"),
    ],
)
def test_the_signed_date_is_read_in_every_form(printed, iso):
    text, closing = closed(OFFICE, printed)
    assert closing.signed[:2] == (iso, "printed")
    assert text.text[closing.signed[2] : closing.signed[3]] == closing.signed[4]


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2023427日", "2023-04-27"),
        ("202398", "2023-09-08"),
        ("2017822日", "2017-08-22"),
        ("202012月3日", "2020-12-03"),
        ("2023111日", "2023-01-11"),
        ("2022 年 8 30 日", "2022-08-30"),
        ("00七年七月十九日", "2007-07-19"),
        ("20234月", "2023-04"),
        ("2023年4", "2023-04"),
        ("2023", "2023"),
    ],
)
def test_a_damaged_date_is_repaired(printed, iso):
    assert closed(OFFICE, printed)[1].signed[:2] == (iso, "repaired")


@pytest.mark.parametrize("line", ["2023", "20230", "第2023"])
def test_a_bare_year_is_no_date_without_an_office_beside_it(line):
    assert closed("共计：", line, "其余在推进。")[1].signed is None


def test_a_damaged_date_with_two_readings_and_no_publication_stays_open():
    _, closing = closed(OFFICE, "2023111日", published=None)
    assert closing.signed[:2] == ("", "ambiguous")
    assert closing.readings == ["2023-01-11", "2023-11-01"]


@pytest.mark.parametrize(
    "end",
    [
        (OFFICE, "2023年4月27日"),
        ("2023年4月27日", OFFICE),
        (f"{OFFICE} 2023年4月27日",),
        (f"{OFFICE}2023年4月27日",),
        (f"{OFFICE}（盖章）", "2023年4月27日"),
        ("江　津　区　城　市　管　理　局", "2023年4月27日"),
        ("此复", OFFICE, "2023年4月27日"),
        ("此致", "敬礼！", OFFICE, "2023年4月27日"),
        (OFFICE,),
        (OFFICE, "2023年4月27日。"),
        (OFFICE, "（代章）", "2023年4月27日"),
        (OFFICE, "（联系人：李明；联系电话：023-47500000）", "2023年4月27日"),
        (f"承办单位：{OFFICE}", "承办人：李明", "联系电话：47500000", "2023年4月27日"),
        (OFFICE, "（此件主动公开）", "2023年4月27日"),
        (OFFICE, "A类", "2023年4月27日"),
        (f"{OFFICE}（2023年4月27日）",),
        (f"{OFFICE}", "2023年4月27日", "承办单位：江津区财政局"),
        (OFFICE, "（江津区人民政府代章）", "2023年4月27日"),
        (f"{OFFICE} 2023年4月27日（印章）",),
        (OFFICE, "2023年4月27日（主动公开）"),
        (f"承办单位：{OFFICE}（盖章）", "2023年4月27日"),
        (f"承办单位（盖章）：{OFFICE}", "2023年4月27日"),
        (f"承办单位：{OFFICE}（盖章）",),
        (f"落款：{OFFICE}", "日期：2023年4月27日"),
        (OFFICE, "2023年4月27日", "江津区城市管理局办公室 2023年4月28日印发"),
        (OFFICE, "2023年4月27日", "（联系人：李明；联系电话：023-47500000）", "抄送：区人大代工委，区政府办公室。"),
        ("（联系人：李明；联系电话：023-47500000）", OFFICE, "2023年4月27日"),
    ],
)
def test_the_signature_stands_beside_the_date(end):
    assert issuers(*end) == [OFFICE]


@pytest.mark.parametrize(
    "end",
    [
        ("市自然资源和规划局 市市场监督管理局 市房地产服务中心", "2023年4月27日"),
        ("市自然资源和规划局、市市场监督管理局、市房地产服务中心", "2023年4月27日"),
        ("市自然资源和规划局", "市市场监督管理局", "市房地产服务中心", "2023年4月27日"),
        ("2023年4月27日", "市自然资源和规划局", "市市场监督管理局 市房地产服务中心"),
    ],
)
def test_joint_issuers_are_parted(end):
    assert issuers(*end) == ["市自然资源和规划局", "市市场监督管理局", "市房地产服务中心"]


@pytest.mark.parametrize(
    "office", ["江津区档案馆", "江津国有林场", "江津区第一中学", "江津区气象台", "江津高新技术产业开发区"]
)
def test_bodies_that_are_no_offices_sign_too(office):
    assert issuers(office, "2023年4月27日") == issuers(office) == [office]


@pytest.mark.parametrize(
    "line",
    [
        "新增停车场",
        "已召开座谈会。",
        "各中学",
        "3.城南小学",
        "（三）江津区财政局",
        "一、江津区财政局",
        "协办单位：江津区财政局",
        "联系人：区财政局",
    ],
)
def test_other_lines_above_the_date_are_no_issuer(line):
    assert issuers(line, "2023年4月27日") == []


def test_the_day_of_an_event_is_not_the_signed_one():
    text = text_of("收悉，现答复如下：", "时间：2023年3月1日", "已召开座谈会。", "2023年4月27日")
    assert read_closing(text, 0, None).signed[0] == "2023-04-27"


def test_without_a_signature_there_is_no_issuer_but_a_date():
    _, closing = closed("2023年4月27日")
    assert (closing.issuers, closing.signed[0]) == ([], "2023-04-27")


@pytest.mark.parametrize(
    "end",
    [
        (),
        ("附件：承诺事项列表",),
        ("2023年4月28日印发",),
        ("2023年4月27日，我局召开了会议。",),
        ("完成改造（2023年4月27日）",),
        ("时间安排：2023年4月27日",),
    ],
)
def test_other_lines_sign_nothing(end):
    assert closed(*end)[1].signed is None


@pytest.mark.parametrize(
    "sentence",
    [
        "感谢您对我区城市管理工作的关心和支持！",
        "真诚感谢您对城市管理工作的关心。",
        "对您的关心支持表示衷心感谢！",
        "最后，再次对您关心城市管理表示诚挚的谢意，欢迎继续监督。",
        "对于您提出的宝贵建议，我们深表感谢！",
        "对您长期以来的关心和支持，表示诚挚的谢意。",
        "上述答复，如有不妥，请批评指正。",
        "如果您对答复还有意见，请与我局联系。",
        "若对本答复有意见，请与我局联系。",
        "再次感谢您的关心。",
        "最后，衷心感谢您对我们工作的支持。",
        "此复",
        "特此答复。",
        "专此答复",
        "特此函告。",
        "谨此回复。",
        "以上意见，供参考。",
        "此复函已经胡梅主任审签。若您对以上答复有意见，请与我局联系。",
        "如您对答复有意见，请填写办理情况反馈表。",
        "若您对以上答复有意见，请在人大代表履职服务平台建议系统回执中反馈。",
        "欢迎您继续关注城市管理工作。",
        "附件：承诺事项列表",
    ],
)
def test_no_section_reaches_into_the_closing(sentence):
    text = text_of("收悉，现答复如下：", "一、停车位", "已建成。", sentence, OFFICE, "2023年4月27日")
    assert read_closing(text, 0, None).stop == 3


@pytest.mark.parametrize(
    "line", ["如果道路验收合格，移交街道管理。", "上述问题已纳入计划。", "对占道经营行为予以处罚。", "真诚服务群众。"]
)
def test_the_last_line_of_the_answer_is_no_closing(line):
    text = text_of("收悉，现答复如下：", "一、停车位", line, OFFICE, "2023年4月27日")
    assert read_closing(text, 0, None).stop == 3


@pytest.mark.parametrize("words", ["您的", "最后，", "对您", "对向"])
def test_endless_thanks_cost_no_time(words):
    text = text_of("收悉，现答复如下：", words * 2000, OFFICE, "2023年4月27日")
    assert read_closing(text, 0, None).stop == 2


def test_thanks_in_front_of_the_answer_close_nothing():
    text = text_of(
        "收悉，首先感谢您的关心，现答复如下：",
        "一、停车位",
        "已建成。",
        "二、路灯",
        "已安装。",
        OFFICE,
        "2023年4月27日",
    )
    assert read_closing(text, 0, None).stop == 5


def test_an_office_and_a_full_width_date_share_a_line():
    _, closing = closed(f"{OFFICE}　　２０２３年４月２７日")
    assert closing.signed[0] == "2023-04-27"
    assert [name for name, _, _ in closing.issuers] == [OFFICE]


@pytest.mark.parametrize(
    "printed", ["二〇二三年四月二十七日", "贰零贰叁年肆月贰拾柒日", "二O二三年四月二十七日", "2O23年4月27日"]
)
def test_an_office_and_a_date_in_words_share_a_line(printed):
    _, closing = closed(f"{OFFICE}　{printed}")
    assert ([name for name, *_ in closing.issuers], closing.signed[0]) == ([OFFICE], "2023-04-27")


def test_two_signatures_with_dates_of_their_own_make_a_letter_of_the_later_day():
    first, second = ("江津区城市管理局", "2023年4月27日"), ("江津区财政局", "2023年4月28日")
    for end in (
        [*first, *second],
        [*first[::-1], *second[::-1]],
        ["　".join(first), "　".join(second)],
        [*second, *first],
        [*first, "　".join(second)],
    ):
        text, closing = closed(*end)
        assert sorted(name for name, *_ in closing.issuers) == sorted([first[0], second[0]])
        assert closing.signed[0] == "2023-04-28"
        assert text.text[closing.signed[2] : closing.signed[3]] == "2023年4月28日"
        assert closing.signature_line == 4


def test_an_office_below_the_date_without_one_of_its_own_does_not_sign():
    _, closing = closed(OFFICE, "2023年4月27日", "抄送：区财政局", "2023年4月28日")
    assert ([name for name, *_ in closing.issuers], closing.signed[0]) == ([OFFICE], "2023-04-27")


def test_schools_and_days_of_a_list_are_no_further_signatures():
    _, closing = closed("城区第三中学", "2023年4月2日", "镇中心小学", "2023年4月3日")
    assert (len(closing.issuers), closing.signed[0]) == (1, "2023-04-02")
