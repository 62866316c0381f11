"""Words that look ahead told from words that report: 将 as the sign of the future, or before an object in a report (将…拆除)."""

from __future__ import annotations

import re
from datetime import date

from parsers.lexicon import alternatives, load

_WORDS = load("commitments")
_AFTER_WILL, _RESULTS = alternatives(_WORDS["after_will"]), alternatives(_WORDS["object_results"])
_CHANGE = "(?:由|从)[^，,。;；]{1,14}?(?:调整|放宽|扩大|延伸|提高|降低|改|增|减|降|升|压|延)"
# 将 with an object and what became of it: 将干渠内的围网全部拆除, 将灌区分为三组, 将时间由5天延长到7天.
_COUNTED = "[0-9]+余?(?:名|处|条|座|户|家|台|辆|人|亩|公里|所|栋|项|件|套|盏|个(?!月|工作日|小时|季度))"
# How often, and then the deed itself: 将每月通报一次…, 将按月向社会公布…; but 将每月5日定为… has an object.
_DEEDS = alternatives([word for word in _WORDS["object_results"] if word[-1] not in "为到至成作"])
_OFTEN = rf"(?:每隔?[一两二三四五六]?个?(?:半年|半个?月|年|季度?|月|周|星期|日|天|学期|旬)度?|[逐按](?:年|月|季度?|周|旬|日)|定期)(?:[向在对][^，,。;；]{{1,12}}?)?(?:{_DEEDS})"
_OF_OBJECT = rf"(?!{_AFTER_WILL}|{_OFTEN}|由[我本])(?:[您你贵]|{_COUNTED}|[^，,。;；]{{1,40}}?(?:{_RESULTS}|{_CHANGE}))"
_WILL = re.compile(
    rf"(?<![已即未])将(?!来|近|军|领|要求)(?!{_OF_OBJECT})|将会|力争|争取(?!到|了)|预计|有望|打算|(?<!模)拟(?!定|合|好)"
    r"|(?<![原年度规项订新该的入])计划(?=[于在到至用通再每今明本下年0-9一二三四五六七八九十投建新完启实组安对开采分选增改])|(?<!已)准备(?!工作|就绪|金|了)|(?<!已)承诺|下一?步|接下来|今后|后续|明年|下阶段|下一阶段"
)
_OBJECT = re.compile(f"将{_OF_OBJECT}")
# 计划 that is a thing and not an intention: given out, listed or told (拿出招聘计划12名), or with a modifier of its own (招生计划).
_PLAN = re.compile(
    r"((?:拿出|下达|公布|列入|纳入|发布|印发|完成)了?(?:(?![并且后拟将])[^，,。;；“”]){0,10}?|招聘|招生|造林|采购|用工|行动|年度)计划"
    r"(?![于在到拟]|20[0-9]{2}年|[今明本]年|年|[0-9]{1,2}(?:月|日)|再|通过|投资|投入|新|建|开|实施|完成|组织|启动|安排)"
)
_PLANNED = re.compile("计划(?=人?数|书|表|指标|名额|总[量数]|生育|单列|[，,。；、：])")
# A plan told beside what came of it: 2023年全县计划出栏50万头，上半年出栏26万头.
_FULFILLED = re.compile("计划(?=[^。；;]{2,30}[，,](?:实际|上半年|截至|目前已|现已|已))")
_WON = re.compile("争取(?=资金[，,]|[，,]|[^，,。；;]{0,24}?[0-9.]+(?:余|多)?[万亿]元(?!以上))")
_YET_TO_COME = re.compile("将|拟|力争|打算|明年|年内|下一?步|今后|(?<!原)计划|后续")
# 已改造的小区 tells which, not that something is over.
TELLS_WHICH = re.compile("已经?[^，,。；;的]{1,8}的")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年|(去年|上年|前年|今年|本年|明年|后年|去冬今春|今春)")
_RELATIVE = {"去年": -1, "上年": -1, "前年": -2, "今年": 0, "本年": 0, "明年": 1, "后年": 2, "去冬今春": 0, "今春": 0}


def wills(text: str) -> bool:
    """Whether a word says what will be: 将, 力争, 拟, … but not 将 before an object, nor a plan that is a noun or over (原计划)."""
    return _WILL.search(text) is not None


def as_facts(text: str) -> str:
    """`text` with words that only look like intentions written as what they are; offsets stay.

    A 计划 that is a noun becomes 方案, a 争取 that has won a sum 取得 (争取中央资金1870万元，新建…).
    """
    if "计划" in text:
        text = _FULFILLED.sub("方案", text)
        text = _PLANNED.sub("方案", _PLAN.sub(r"\1方案", text))
    return _WON.sub("取得", text) if "争取" in text and not _YET_TO_COME.search(text) else text


def has_object(text: str) -> bool:
    """Whether 将 stands before an object (将12名医师…, 将围网…拆除), which alone tells nothing of the future."""
    return _OBJECT.search(text) is not None


def year_said(text: str, stop: int, anchor: date) -> int | None:
    """The year last named before the offset `stop`, which a bare month behind it is in (去年…并于11月…)."""
    found = None
    for found in _YEAR.finditer(text, 0, stop):  # noqa: B007 - the last one is wanted
        pass
    if found is None:
        return None
    return int(found[1]) if found[1] else anchor.year + _RELATIVE[found[2]]
