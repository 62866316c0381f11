"""Small invented letters for tests: a page around the lines a test is about."""

from parsers import parse
from parsers.text import LetterText

TITLE = "关于江津区第十八届人大三次会议第18号建议的复函"
OPENING = "您提出的《关于改善老旧小区停车条件的建议》收悉，现答复如下："
ANSWER = "我局十分重视您的建议，组织人员到现场进行了调查，并向周边居民了解了情况。"
THANKS = "感谢您对我区城市管理工作的关心和支持。"
OFFICE = "重庆市江津区城市管理局"
SIGNED = "2023年4月27日"
URL = "http://www.jiangjin.gov.cn/jytabl/202304/t20230428_11910011.html"


def html(
    body,
    *,
    title=TITLE,
    heading=True,
    crumbs="首页>政务公开>建议提案办理>人大代表建议办理",
    metas=None,
    info="发布时间：2023-04-28",
):
    """A page as a publishing platform makes it; `body` is the inner HTML of the letter's node."""
    tags = {
        "SiteName": "重庆市江津区人民政府",
        "ArticleTitle": title,
        "PubDate": "2023-04-28 10:00:00",
        **(metas or {}),
    }
    head = "".join(f'<meta name="{name}" content="{value}">' for name, value in tags.items() if value is not None)
    top = f"<h1>{title}</h1>" if heading else ""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_{tags["SiteName"]}</title>{head}</head><body>'
        f'<div class="location">当前位置：{crumbs.replace(">", "&gt;")}</div>{top}<div class="info">{info}</div>'
        f'<div class="TRS_Editor">{body}</div><div class="footer"><p>主办单位：江津区人民政府　联系电话：023-00000000</p></div></body></html>'
    )


def paragraphs(*lines):
    return "".join(f"<p>{line}</p>" for line in lines)


def record_of(body, url=URL, content_type="text/html; charset=utf-8", **around):
    """The record of a page whose letter has the inner HTML `body`, as plain data."""
    return parse(html(body, **around).encode(), url, content_type).to_dict()


def letter(
    *middle, top=(), to="胡付忠代表：", opening=OPENING, thanks=THANKS, end=(OFFICE, SIGNED), after=(), **around
):
    """The record of an ordinary letter with `middle` as its answer."""
    lines = [*top, to, opening, *(middle or (ANSWER,)), thanks, *end, *after]
    return record_of(paragraphs(*[line for line in lines if line]), **around)


def text_of(*lines):
    """A letter's text of these lines."""
    text = LetterText()
    for line in lines:
        text.add(line)
    text.finish()
    return text
