"""Sentences that sound like promises and are none: reports, forecasts, and what others say, want or undertake."""

from datetime import date

import pytest

from tests.parsers.test_promises import promises


@pytest.mark.parametrize(
    "sentence",
    [
        "去年以来，举办培训班14期，其中247人在培训结束三个月内实现就业。",
        "签约企业在半年内新增用工260人，超过预期。",
        "2022年，120名学员在结业后三个月内实现就业。",
        "去年招聘专职心理教师9名，今年拿出招聘计划12名。",
        "今年下达造林计划2.3万亩。",
        "今年公布了第二批培训计划。",
        "今年列入招聘计划的岗位有12个。",
    ],
)
def test_a_term_within_a_report_and_a_plan_that_is_a_thing_promise_nothing(sentence):
    assert promises(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "省水利厅明确，2023年12月底前各县须上报年度项目计划。",
        "省政府据此印发了实施方案，明确2025年底前村级服务点覆盖率达到95%的目标，由各市州政府负责落实。",
        "今年面向农村小学定向培养全科教师165名，报考人数与计划数之比达到4.6∶1，生源质量稳步提高。",
    ],
)
def test_what_another_office_laid_down_and_a_number_planned_are_no_promise(sentence):
    assert promises(sentence) == []


def test_a_heading_that_only_says_what_follows_is_no_promise():
    assert promises("今后的工作打算。") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "2021年至2022年，争取中央和省级资金1870万元，新建村卫生室22个。",
        "争取资金，1至5月到位上级补助5860万元，同比增长12.4%。",
        "去冬今春共清理病枯死松树8.6万株，全部于3月31日前完成焚烧处理。",
        "该场投用后，可满足县城今后12年的垃圾处理需要，无害化处理率将提高到90%以上。",
    ],
)
def test_what_was_won_done_or_foreseen_is_no_promise(sentence):
    assert promises(sentence, anchor=date(2023, 9, 25)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "省里将于2025年全面取消农村公路养护补助。",
        "2023年全县计划出栏生猪50万头，上半年出栏26万头。",
        "我局承诺办结时限由20个工作日压缩至5个工作日。",
        "2024年底前建成，是群众的共同期盼。",
    ],
)
def test_what_is_up_to_others_or_told_as_a_fact_is_no_promise(sentence):
    assert promises(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "市财政局表示，资金规模将视财政收入情况确定，目前无法承诺具体数额。",
        "未来三年将有71名乡村医生年满60周岁退出岗位。",
        "贵委在提案中提出年底前出台全市统一的定额标准，反映了从业人员的普遍呼声。",
        "高山茶园受旱1.1万亩，明年春茶预计减产一成五。",
        "日常保洁由三家公司分段承担，合同将于2024年3月31日到期。",
    ],
)
def test_what_others_say_and_what_will_come_of_itself_is_no_promise(sentence):
    assert promises(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "我局会同县财政局多次向上争取，2022年共争取资金3200万元。",
        "村民代表表示，年底前如能通车，将不再上访。",
        "施工单位承诺于9月底前完成沥青摊铺。",
        "我局在收到您的建议后，3日内与您取得了联系。",
        "工程质保期为两年，2025年6月底前由施工单位负责维修。",
    ],
)
def test_what_others_undertake_and_what_was_put_off_is_no_promise(sentence):
    assert promises(sentence) == []
