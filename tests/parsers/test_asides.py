import re

import pytest

from parsers.asides import own_words

OURS = re.compile("我[们局][^，。]{0,6}?(?:将|拟)")


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("我局将加强管理。", "我局将加强管理。"),
        ("您提出的2025年底前增设站点的问题，我局将认真研究。", "我局将认真研究。"),
        ("我们将认真研究您提出的年底前完成的建议。", "我们将认真研究"),
        ("根据2024年工作安排，我局拟启动二期工程。", "我局拟启动二期工程。"),
        ("针对停车难问题，我局将新建车位。", "我局将新建车位。"),
        ("我局将积极申报，但明年暂不具备实施条件。", "我局将积极申报，"),
        ("2025年底前解决群众无法出行的问题。", "2025年底前解决群众无法出行的问题。"),
        ("根据条例规定，物业应当公示。", "根据条例规定，物业应当公示。"),
    ],
)
def test_the_offices_own_word_is_left(sentence, own):
    assert own_words(sentence, OURS) == own


@pytest.mark.parametrize(
    "sentence",
    [
        "您建议我局将停车费降低，并于年底前落实。",
        "您提出，建议我局将站点迁移。",
        "你们希望年底前建成。",
        "该路段我局将不予考虑。",
        "明年暂不具备实施条件。",
    ],
)
def test_an_ask_or_a_refusal_leaves_nothing(sentence):
    assert own_words(sentence, OURS) == ""


def test_what_the_proposal_itself_suggests_is_an_ask():
    assert own_words("提案建议今年内实现油烟在线监控全覆盖，很有针对性。", OURS) == ""
