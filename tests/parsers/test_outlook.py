from datetime import date

import pytest

from parsers.outlook import looks_ahead

DAY = date(2023, 8, 11)


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("余下的两个站点，由我局负责在30日内完成迁移。", "30日内"),
        ("剩下的3个小区，我局8月下旬全部开工，决不把问题往后拖。", "8月下旬"),
        ("我局会同区消防救援大队逐户上门，在一个月内全部整改完毕。", "一个月内"),
        ("药品由我委统一组织采购配送，2023年10月起村卫生室配备药品不少于80种。", "2023年10月起"),
        ("待专项债券资金下达后，我局即组织实施滨江幼儿园项目。", "待专项债券资金下达后"),
        ("今年第四季度，启动城关镇第二小学综合楼建设。", "今年第四季度"),
        ("条件成熟后再为各卫生室配备全自动生化分析仪。", "条件成熟后"),
        ("抽检结果将由我局每季度向社会公布。", "每季度"),
        ("加快试点企业改造，确保2023年11月底前全部通过验收。", "2023年11月底前"),
        ("剩下的3.4公里，镇政府明年接着修。", "明年"),
        ("2024年，我局优先实施三所学校的宿舍楼维修。", "2024年"),
        ("2023—2025年，我局分三批对剩余55个图斑进行治理。", "2023—2025年"),
        ("我局每月对示范小区的积分发放情况抽查一次并张榜公示。", "每月"),
        ("专家每月到村卫生室巡诊不少于两次，由我委统一排班。", "每月"),
        ("班线10月20日前改为公交化运营，沿途增设停靠点14个。", "10月20日前"),
        ("收费标准的制定，一定会召开听证会听取大家意见。", None),
    ],
)
def test_the_office_says_what_it_will_do_without_saying_将(sentence, phrase):
    assert looks_ahead(sentence, phrase, DAY)


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("我局会同公安部门迅速行动，一个月内拆除违建30处。", "一个月内"),
        ("去年，由我局负责在30日内完成了迁移。", "30日内"),
        ("目前由我局每月检查一次。", "每月"),
        ("缺药登记之后一般三天内配送到位。", "三天内"),
        ("我局坚持每月抽查一次。", "每月"),
        ("今年初，我们将授权使用主体由12家扩大到29家，统一包装。", "今年初"),
        ("去年5月，我局将申领期限由每季度一次放宽为随时申领。", "每季度"),
        ("农户应在竣工后20日内提交验收申请。", "20日内"),
        ("待项目建成后，可满足居民出行需要。", "待项目建成后"),
        ("路修通后，每吨鲜笋的运输成本将从200元降到60元左右。", None),
        ("2023年，我局原计划新开专线12条，实际开通14条。", None),
    ],
)
def test_reports_habits_and_forecasts_do_not_look_ahead(sentence, phrase):
    assert not looks_ahead(sentence, phrase, DAY)


@pytest.mark.parametrize("phrase", ["每季度", "适时"])
def test_under_what_comes_next_a_time_and_a_deed_are_enough(phrase):
    sentence = f"建立巡查制度，{phrase}开展路况检测。"
    assert looks_ahead(sentence, phrase, DAY, planned=True)
    assert not looks_ahead(sentence, phrase, DAY)
