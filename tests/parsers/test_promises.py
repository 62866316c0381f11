from datetime import date

import pytest

from parsers.promises import from_body
from parsers.sections import outline
from tests.parsers.letters import text_of

DAY = date(2023, 4, 27)


def promises(*lines, anchor=DAY):
    text = text_of("收悉，现答复如下：", *lines)
    found = from_body(text, 1, len(text.lines), 0, outline(text, 1, len(text.lines), 0), anchor, [])
    assert all(text.text[c.start : c.end] == c.content for c in found)
    assert all((c.source, c.ordinal) == ("body", None) for c in found)
    return found


@pytest.mark.parametrize(
    ("sentence", "due_text", "kind", "end"),
    [
        ("我局将在2023年底前建成停车位100个。", "2023年底前", "by", "2023-12-31"),
        ("2023年6月底前，完成路灯安装。", "2023年6月底前", "by", "2023-06-30"),
        ("选址已初步确定，计划2024年上半年建成投用。", "2024年上半年", "within", "2024-06-30"),
        ("预计8月份可以建成。", "8月份", "within", "2023-08-31"),
        ("力争年底前投入使用。", "年底前", "by", "2023-12-31"),
        ("拟于2024年纳入实施。", "2024年", "within", "2024-12-31"),
        ("计划三年内完成改造。", "三年内", "by", "2026-04-27"),
        ("我们争取在15个工作日内办结。", "15个工作日内", "by", "2023-05-22"),
        ("我局将于春节前完成发放。", "春节前", "by", "2024-02-10"),
        ("“十四五”期间，将新建停车场5个。", "“十四五”期间", "within", "2025-12-31"),
        ("待项目资金到位后，我局将组织实施。", "待项目资金到位后", "conditional", None),
        ("自2023年7月起，我局将实行新标准。", "自2023年7月起", "from", None),
        ("我局承诺每季度开展一次巡查。", "每季度", "recurring", None),
        ("我们将会同区财政局尽快落实资金。", "尽快", "vague", None),
        ("下一步，我局将加强停车管理。", None, "none", None),
        ("今后，我们将继续加强巡查。", None, "none", None),
        ("接下来，继续加大投入。", None, "none", None),
        ("将进一步加强管理。", None, "none", None),
    ],
)
def test_a_sentence_in_which_the_office_looks_ahead_is_a_promise(sentence, due_text, kind, end):
    (found,) = promises(sentence)
    assert (found.content, found.due_text, found.due_kind, found.due_end) == (sentence, due_text, kind, end)


@pytest.mark.parametrize(
    "sentence",
    [
        "2022年底前，我局已建成停车位100个。",
        "2023年3月底前完成了招标。",
        "截至2022年末，全区共有停车位1万个。",
        "近年来，我局一直高度重视停车工作。",
        "2017-2021年安排专项资金100万元。",
        "您建议我局将停车费降低。",
        "据预测，到2025年全区车辆将达到10万辆。",
        "《条例》规定，物业应当在30日内公示。",
        "我局将该路段列入了2022年计划。",
        "已将停车费由5元调整为3元。",
        "我局将停车位由100个增至200个。",
        "去年我局将5个小区纳入改造。",
        "区政府高度重视，将停车问题作为民生实事。",
        "将问题移交区住建委处理。",
        "建议由区住建委牵头办理。",
        "您提出的建议很好，我们非常赞成。",
        "目前暂不具备实施条件。",
        "该路段不属于我局管辖范围。",
        "现将有关情况答复如下。",
        "感谢您一如既往的支持。",
    ],
)
def test_what_is_past_asked_or_law_is_no_promise(sentence):
    assert promises(sentence) == []


@pytest.mark.parametrize(
    "heading",
    [
        "三、关于您所提出的“2023年底前全线改造完毕”的建议",
        "一、2023年底前完成的主要工作",
        "针对您提出的“年底前完成改造”的建议，我们进行了认真研究。",
    ],
)
def test_a_heading_with_a_deadline_is_no_promise(heading):
    assert promises(heading, "受资金限制，难以一次实施。") == []


AUGUST = date(2024, 8, 20)


@pytest.mark.parametrize(
    "sentence",
    [
        "将原市委党校旧楼改造为研学营地，可同时容纳320人食宿，6月下旬通过消防验收。",
        "全区设立四级田长2136名，将农田设施巡查纳入田长职责，网格田长每旬巡查不少于一次，今年上半年累计上报线索1428条，办结1391条。",
        "去年，我局将园区至货场的公路列入规划中期调整项目，并于11月获得省交通运输厅批复。",
        "2023年，我局将3个村纳入试点，10月底前全部完成改造。",
        "该项目原定2024年底建成，受管线迁改影响，工期比原计划推后约五个月。",
        "今年4月，我局将灌区分为三个轮灌组，将灌溉时间由每轮5天延长到7天，每天安排32名巡渠员值守，5月25日前全部完成泡田任务。",
        "5月上旬，将干渠内的43处私设闸板全部拆除，并将7名当事人移交公安机关处理。",
        "去年，县财政每年安排的专项资金增至300万元。",
        "按现有人数测算，每年需新增支出148.7万元，县级财政目前无力承担，需争取上级支持后再作考虑。",
        "关于将岗位补助提高到每月600元的问题。",
        "关于年底前将岗位补助提高到600元的意见。",
        "针对建议所提内容，我局承诺如下：",
        "下一步，我局将重点做好以下工作：",
        "如您对本答复有意见，我局将认真听取。",
        "去年8月，将原职教中心校舍调整为第三初级中学，当年9月招生。",
        "3月份，我委将12名骨干医师派驻乡镇卫生院，每周坐诊不少于3天。",
        "6月5日，我局将您反映的问题转交区城管局办理。",
        "您提出的每年为高龄老人免费体检的建议，我局非常认同。",
        "1月至5月，将12处事故易发路口改造为环岛。",
        "3月中旬，我局将抗旱应急水泵200台下拨到村，4月初全部到位。",
        "预计到2026年全县在校生将减少3000人。",
        "村卫生室由乡镇卫生院统一管理，每月考核一次。",
        "对于加装电梯，每台补助15万元，每年补助不超过50台。",
        "已将256名重点人员纳入管理。",
        "我局召开专题会议，要求各单位9月底前完成自查。",
        "项目建成后，将有效缓解买菜难问题。",
        "平台企业建会率仅为41%，与省总工会提出的到2025年底达到60%的目标仍有差距。",
        "针对您的建议，我会制定了承诺事项分解表，逐项明确了时间安排和承办部门。",
        "对您所提的其他意见，我局列出了办理承诺清单，附后。",
        "改造完成后，将进一步改善居民居住条件。",
        "届时，将有效解决沿线群众出行难题。",
        "2023年省、市下达我县的任务是9800平方米，县政府要求2024年10月底前全部开工。",
        "国家要求2025年底前全部完成改造。",
        "各乡镇要在9月底前完成摸排。",
        "我局正在积极争取中央预算内资金。",
        "市级财政自2023年起每年安排500万元专项资金。",
        "若干小区已于5月底前完成改造。",
        "原计划今年5月开工，因征地受阻尚未启动。",
        "明年暂不具备实施条件。",
        "该路段的改造问题，我局将不予考虑。",
    ],
)
def test_a_report_a_cost_a_heading_and_a_lead_in_are_no_promises(sentence):
    assert promises(sentence, anchor=AUGUST) == []


@pytest.mark.parametrize(
    ("sentence", "due_text", "kind", "end"),
    [
        ("如配套资金落实到位，我局将立即组织招标。", "如配套资金落实到位", "conditional", None),
        ("如省上增加小型水库整治指标，我局将首先上报三官庙水库。", "如省上增加小型水库整治指标", "conditional", None),
        ("一旦条件具备，我们将启动建设。", "一旦条件具备", "conditional", None),
        ("专项资金下达后，我局将立即组织施工招标。", "专项资金下达后", "conditional", None),
        ("“十四五”末，实现木结构连片村寨防火改造全覆盖。", "“十四五”末", "by", "2025-12-31"),
        ("2025年底，实现自来水全覆盖。", "2025年底", "by", "2025-12-31"),
        ("项目原定2024年6月建成，现推迟到2025年6月底前建成。", "到2025年6月底前", "by", "2025-06-30"),
        ("5月上旬已完成勘察，我局将于9月底前完成设计。", "9月底前", "by", "2024-09-30"),
        ("我局将于明年3月上旬将43处闸板全部拆除。", "明年3月上旬", "within", "2025-03-10"),
        ("2025年，将该路段纳入改造计划。", "2025年", "within", "2025-12-31"),
        ("待用地手续办结后，立即启动建设。", "待用地手续办结后", "conditional", None),
        ("条件成熟时，我局将积极申报国家级示范区。", "条件成熟时", "conditional", None),
        ("从今年秋季学期起，全面实行课后延时服务。", "从今年秋季学期起", "from", None),
        ("若上级资金未能到位，我局将通过申请专项债解决。", "若上级资金未能到位", "conditional", None),
        ("如有资金支持，我局将优先安排。", "如有资金支持", "conditional", None),
        ("争取早日开工建设。", "早日", "vague", None),
        ("拟将该路段列入大中修计划。", None, "none", None),
        ("我局会持续关注该路段交通状况。", None, "none", None),
        ("自2025年1月起，每月向社会公布一次水质监测结果。", "自2025年1月起", "from", None),
        ("搬迁事宜已报市政府研究，待批复后组织实施。", "待批复后", "conditional", None),
        ("该企业已承诺于2024年9月底前完成搬迁。", "2024年9月底前", "by", "2024-09-30"),
        ("从即日起，安排警力早晚高峰值守。", "从即日起", "from", None),
        ("我局承诺：今年新招聘教师不少于120名。", "今年", "by", "2024-12-31"),
        ("公安机关将一如既往地严厉打击电信诈骗。", None, "none", None),
        ("项目建成后，我局将有效利用闲置场地。", None, "none", None),
        ("预计2025年底建成，建成后将有效缓解停车难。", "2025年底", "by", "2025-12-31"),
        ("按照县政府要求，我局将在2025年底前完成改造。", "2025年底前", "by", "2025-12-31"),
        ("我们将长期坚持充电设施联合巡查。", "长期坚持", "ongoing", None),
        ("我局将持续开展巡查。", None, "none", None),
        ("年内再新增公交线路3条。", "年内", "by", "2024-12-31"),
        ("根据工作安排，我局拟在2025年上半年启动二期工程。", "2025年上半年", "within", "2025-06-30"),
        ("您提出的2025年底前增设站点的问题，我局将于2026年6月底前落实。", "2026年6月底前", "by", "2026-06-30"),
        ("我们将认真研究您提出的问题。", None, "none", None),
        ("今年4月，我局将信号灯由12组增加到20组，下一步将继续优化。", None, "none", None),
        ("我局将把巡查纳入考核，每月通报一次。", "每月", "recurring", None),
    ],
)
def test_conditions_ends_of_plans_and_objects_with_a_coming_day_are_promises(sentence, due_text, kind, end):
    (found,) = promises(sentence, anchor=AUGUST)
    assert (found.due_text, found.due_kind, found.due_end) == (due_text, kind, end)


def test_each_sentence_of_a_line_is_judged_alone():
    found = promises("目前共有停车位100个。我局将在年底前新建50个。近年来投入100万元。下一步，我们将加强管理。")
    assert [c.content for c in found] == ["我局将在年底前新建50个。", "下一步，我们将加强管理。"]


def test_the_marker_of_a_section_is_no_part_of_the_promise():
    assert [c.content for c in promises("一、我局将加强管理。", "二、我局将在年底前新建50个。")] == [
        "我局将加强管理。",
        "我局将在年底前新建50个。",
    ]
    assert [c.content for c in promises("一是我局将加强管理；二是我局将新建车位。")] == [
        "我局将加强管理；",
        "我局将新建车位。",
    ]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("区住建委将于年底前完成验收。", ["区住建委"]),
        ("下步，区城管局将牵头制定方案。", ["区城管局"]),
        ("我局将于年底前完成验收。", []),
        ("下一步将加强管理。", []),
    ],
)
def test_another_office_is_named_as_responsible(sentence, who):
    assert promises(sentence)[0].responsible == who


def test_the_opening_line_is_read_from_the_lead_in_on():
    text = text_of("您建议我局将车费降低，收悉，现答复如下：我局将在年底前研究。")
    lead = text.text.index("：") + 1
    assert [c.content for c in from_body(text, 0, 1, lead, [], DAY, [])] == ["我局将在年底前研究。"]


def test_rows_of_a_table_are_not_read_as_sentences():
    text = text_of("现答复如下：")
    text.add("1\t我局将在年底前新建50个。", 0)
    text.finish()
    assert from_body(text, 1, 2, 0, [], DAY, []) == []


def test_without_a_day_promises_have_no_dates():
    (found,) = promises("我局将在2023年底前建成停车位100个。", anchor=None)
    assert (found.due_kind, found.due_start, found.due_end) == ("by", None, None)


@pytest.mark.parametrize(
    ("sentence", "due_text"),
    [
        ("我局将每月通报一次禁牧执法情况。", "每月"),
        ("我局将每月公布一次水质监测结果。", "每月"),
        ("将每季度通报整改进度。", "每季度"),
        ("将按月向社会公布检测结果。", "按月"),
        ("将每周公示一次抽检结果。", "每周"),
        ("将逐月通报工程进度。", "逐月"),
        ("我局将每半月调度一次工程进度。", "每半月"),
    ],
)
def test_what_will_be_told_again_and_again_is_a_promise(sentence, due_text):
    (found,) = promises(sentence)
    assert (found.due_text, found.due_kind) == (due_text, "recurring")


@pytest.mark.parametrize(
    ("sentence", "due_text"),
    [
        ("三个月内完成安装。", "三个月内"),
        ("去年以来，我局开展了排查，目前正在施工，三个月内建成投用。", "三个月内"),
        ("该项目列入年度计划，计划今年6月开工。", "今年6月"),
        ("今年计划新建停车场3个。", "今年"),
    ],
)
def test_beside_a_report_or_a_plan_the_promise_stands(sentence, due_text):
    assert [c.due_text for c in promises(sentence)] == [due_text]


def test_what_another_office_laid_down_and_we_will_do_is_a_promise():
    assert len(promises("省水利厅要求2023年12月底前完成，我局将在2023年10月底前提前完成。")) == 1


def test_a_lasting_duty_is_ongoing():
    found = promises("我局将长期为茶农提供免费的用药咨询。")
    assert [(c.due_text, c.due_kind, c.due_end) for c in found] == [("长期", "ongoing", None)]


@pytest.mark.parametrize("quotes", ["“”", '""'])
def test_the_end_of_a_plan_may_stand_in_any_quotes(quotes):
    found = promises(f"{quotes[0]}十四五{quotes[1]}末，实现木结构村寨防火改造全覆盖。")
    assert [c.due_end for c in found] == ["2025-12-31"]


def test_a_part_about_what_comes_next_needs_no_subject():
    lines = (
        "一、下一步工作打算",
        "建立巡查制度，每季度开展一次路况检测。",
        "二、目前情况",
        "建立巡查制度，每季度开展一次路况检测。",
    )
    assert len(promises(*lines)) == 1


@pytest.mark.parametrize(("issuers", "responsible"), [(["豆沙镇人民政府"], []), (["盐津县水务局"], ["镇政府"])])
def test_the_town_government_is_itself_in_its_own_letters(issuers, responsible):
    text = text_of("收悉，现答复如下：", "镇政府计划6月上旬开工，先修群众最急需的3公里。")
    found = from_body(text, 1, 2, 0, [], DAY, [], issuers)
    assert [c.responsible for c in found] == [responsible]


def test_what_deputies_say_is_left_out_in_front_of_what_we_will_do():
    found = promises("代表提出的建立统计监测制度很有必要，我部力争两年内建立起监测指标体系。")
    assert [c.due_text for c in found] == ["两年内"]


@pytest.mark.parametrize(
    ("sentence", "due_text"),
    [
        ("从今年秋季学期起，全县小学统一提供课后延时服务。", "从今年秋季学期起"),
        ("请您相信，这条路我们一定会修好。", None),
        ("该站点由县公交公司负责，8月底前恢复停靠。", "8月底前"),
    ],
)
def test_services_that_begin_and_what_we_ask_to_believe_are_promises(sentence, due_text):
    assert [c.due_text for c in promises(sentence)] == [due_text]


@pytest.mark.parametrize(
    ("sentence", "due_text"),
    [
        ("至于您提到的青山港泵站，待用地报批通过后，我局即着手编制初步设计。", "待用地报批通过后"),
        ("考古勘探结论出来后，我局将依法出具文物保护意见。", "考古勘探结论出来后"),
        ("物业应在五日内书面回应；眼下积压的17件投诉，我局30天内给出处理结果。", "30天内"),
        ("前三季度欠拨的41.7万元，我局将在12月20日前一次性结清。", "12月20日前"),
    ],
)
def test_the_time_is_the_one_of_our_own_clause(sentence, due_text):
    assert [c.due_text for c in promises(sentence, anchor=date(2023, 9, 29))] == [due_text]


@pytest.mark.parametrize(
    "sentence",
    [
        "我局决定从9月份起，每周二、周四延长服务窗口时间。",
        "2024年春季开学前，我局为该校配齐专职保安。",
        "我局正与设计单位对接，9月中旬拿出初步方案。",
        "我局明确专人负责，两个月内办结。",
        "余下的18户，11月底前全部搬迁入住。",
    ],
)
def test_a_day_and_a_deed_are_a_promise(sentence):
    assert len(promises(sentence)) == 1
