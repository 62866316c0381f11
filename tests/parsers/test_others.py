import pytest

from parsers.others import is_demand, is_law, laid_down


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("省水利厅明确，2023年12月底前各县须上报年度项目计划。", "2023年12月底前"),
        ("市里今年印发的城市交通拥堵治理方案提出，2025年底前全市学校周边要达到80%。", "2025年底前"),
        ("近年来，我市出台《制造业数字化转型行动计划》，提出到2027年规模以上企业全部达标，力争建成30个。", "到2027年"),
        ("自治区“十四五”就业促进规划提出，“十四五”期间全区转移就业每年稳定在270万人次以上。", "“十四五”期间"),
        ("《职业教育法》第二十四条规定，企业应当对本单位的职工和准备聘用的人员实施职业教育。", None),
    ],
)
def test_what_an_authority_or_a_paper_wants_is_laid_down(sentence, phrase):
    assert laid_down(sentence, phrase)


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("省水利厅要求2023年12月底前完成，我局将在2023年10月底前提前完成。", "2023年12月底前"),
        ("按照省政府要求，2023年底前完成改造。", "2023年底前"),
        ("省交通厅明确将于2024年底前开工建设。", "2024年底前"),
        ("2023年底前建成停车位100个，明确管理责任。", "2023年底前"),
        ("根据《治理方案》要求，2025年底前全面完成。", "2025年底前"),
    ],
)
def test_our_own_part_and_another_office_that_will_act_are_not(sentence, phrase):
    assert not laid_down(sentence, phrase)


def test_a_duty_and_a_demand_are_told():
    assert is_law("建设单位应当在30日内申请验收。")
    assert not is_law("我局将在30日内组织验收。")
    assert is_demand("县政府要求")
    assert not is_demand("按照县政府要求，")
