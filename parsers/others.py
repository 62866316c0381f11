"""What others have laid down: laws, orders of superiors and the goals of their papers are no promise of the office that quotes them."""

from __future__ import annotations

import re

from parsers.lexicon import alternatives, load

_WORDS = load("commitments")
_LAW = re.compile(
    rf"规定|《[^》]{{2,40}}》(?:[^，。]{{0,12}})(?:要求|明确|提出|规定)|要求(?:[：:，]|{alternatives(_WORDS['charged'])})"
    r"|各(?:乡镇|镇街|街道|部门|单位|学校|村)[^，。]{0,8}?[要须需](?:在|于|确保)|明确[：:，]?(?:要|到)|应当|必须|应[在于自]|须在|不得"
)
# Whose demand a deadline is: 县政府要求2010年10月底前全部开工; but 按照县政府要求，2023年底前完成… is our own.
_DEMAND = re.compile(
    r"^(?!按|根据|依|对照|围绕)[^，,。；;]{0,20}?(?:政府|上级|国家|国务院|[省市县区州委厅局部]|文件|方案|通知|会议)[^，,。；;]{0,6}?要求(?!的)"
)
# What another office has laid down, the subject of the sentence: 省水利厅明确，2023年1月底前各县须上报…
_LAID_DOWN = re.compile(
    r"^(?!按|根据|依|对照|围绕)[^，,。；;]{0,10}?(?:国家|国务院|中央|政府|[厅局部委办])[^。；;]{0,40}?(?:明确|提出|规定|要求)(?!的|由|责任|任务|分工)"
)
# A paper as the subject (市里印发的治理方案提出，2025年底前…), and what follows once one is out (出台《行动计划》，提出到2027年…).
_PAPER = re.compile(
    r"(?:^|[，,；;])(?!为|对|针对)(?:(?!按照|根据|依据|对照|围绕|结合)[^，,。；;])*?(?:方案|意见|规划|计划|通知|办法|条例|纲要|文件|决定|标准|规范|法|条|》)"
    r"[^，,。；;]{0,14}?(?:提出|明确|要求|规定|指出)(?!的|由)"
)
_ISSUED = re.compile(r"(?:印发|出台|制定|下发|发布|公布|编制|通过)[^。；;]{0,60}[，,]并?(?:明确|提出|要求|规定)(?!由)")
# What is up to those above: 省里将于2025年全面取消补助.
_ABOVE = re.compile(
    r"(?:^|[，,；;])(?:国家|中央|国务院|[省市]里|省委|省政府|省级财政|自治区政府)(?:层面)?(?:也|还|明确)?将"
)
_OFFICE = re.compile(r"我们|我(?:局|委|办|厅|部|院|中心|镇|乡|街道|单位|司|处|会|公司|站|所)|本(?:局|委|办|厅|部|院)")
_WILL = re.compile(rf"将(?:{alternatives(_WORDS['after_will'])})")


def laid_down(sentence: str, phrase: str | None) -> bool:
    """Whether a sentence tells what an authority or a paper wants (by the time `phrase`, where it names one), and nothing of our own part in it."""
    before = sentence[: sentence.find(phrase)] if phrase else sentence
    found = _LAID_DOWN.search(before) or _PAPER.search(before) or _ISSUED.search(before)
    if found is None and _ABOVE.search(sentence) and not _OFFICE.search(sentence):
        return True
    return found is not None and not _OFFICE.search(sentence) and not _WILL.search(sentence, found.end())


def is_law(sentence: str) -> bool:
    """Whether a sentence speaks of a duty: what a law says, what must or may not be."""
    return _LAW.search(sentence) is not None


def is_demand(before: str) -> bool:
    """Whether the words in front of a deadline say that someone demands it."""
    return _DEMAND.search(before) is not None
