"""The same page in other markup: each function takes a page's source and gives one a reader sees no difference in.

Editors, templates and crawlers write the same letter in many ways; none of them may change what is read of it.
"""

import random
import re

_MARKUP = re.compile(r"(<(script|style|textarea|select|title)\b.*?</\2\s*>|<!--.*?-->|<[^>]*>)", re.I | re.S)
_BODY = re.compile(r"(<body[^>]*>)(.*)(</body)", re.I | re.S)
_HAN = re.compile("[\u4e00-\u9fff]")
_PARAGRAPH = re.compile(r"<p\b([^>]*)>(.*?)</p>", re.I | re.S)
_PARAGRAPH_ENDS = re.compile(r"</p\s*>", re.I)


def _in_body(source, change):
    return _BODY.sub(lambda found: found[1] + change(found[2]) + found[3], source, count=1)


def _in_texts(source, change):
    """`change` applied to what stands between tags in the body."""

    def changed(body):
        pieces, at = [], 0
        for found in _MARKUP.finditer(body):
            pieces += [change(body[at : found.start()]), found[0]]
            at = found.end()
        return "".join([*pieces, change(body[at:])])

    return _in_body(source, changed)


def _in_tags(source, change):
    return _MARKUP.sub(lambda found: found[0] if found[2] or found[0][:2] == "<!" else change(found[0]), source)


def windows_line_ends(source):
    return source.replace("\r\n", "\n").replace("\n", "\r\n")


def tags_in_capitals(source):
    return _in_tags(source, lambda tag: re.sub("^</?[a-z][a-z0-9]*", lambda name: name[0].upper(), tag))


def no_blanks_between_tags(source):
    return re.sub(r">\s*\n\s*<", "><", source)


def comments_between_blocks(source):
    blocks = re.compile(r"</?(?:p|div|td|tr|table|br|li|ul)\b", re.I)
    return _in_tags(source, lambda tag: f"{tag}<!-- 复 > 位置 -->" if blocks.match(tag) else tag)


def fonts_in_paragraphs(source):
    return _PARAGRAPH.sub(r'<p\1><span style="font-size:16px"><font face="宋体">\2</font></span></p>', source)


def bold_short_paragraphs(source):
    return _PARAGRAPH.sub(
        lambda p: f"<p{p[1]}><strong>{p[2]}</strong></p>" if len(p[2]) < 80 else p[0],
        source,
    )


def words_parted_by_spans(source):
    """As a word processor's paste does: a span for a character here and there."""
    dice = random.Random(5)
    return _in_texts(
        source,
        lambda text: "".join(
            f'<span lang="EN-US">{c}</span>' if dice.random() < 0.3 and (_HAN.match(c) or c.isdigit()) else c
            for c in text
        ),
    )


def zero_width_blanks(source):
    dice = random.Random(5)
    return _in_texts(
        source, lambda text: "".join(c + "\u200b" if dice.random() < 0.2 and _HAN.match(c) else c for c in text)
    )


def decimal_entities(source):
    return _in_texts(source, lambda text: _HAN.sub(lambda found: f"&#{ord(found[0])};", text))


def hexadecimal_entities(source):
    return _in_texts(source, lambda text: _HAN.sub(lambda found: f"&#x{ord(found[0]):X};", text))


def indented_paragraphs(source):
    return re.sub(r"(<p\b[^>]*>)", "\\1&nbsp;&nbsp;&ensp;\u3000\u3000", source, flags=re.I)


def inside_a_layout_table(source):
    return _in_body(source, lambda body: f'<table width="100%"><tr><td>{body}</td></tr></table>')


def inside_more_divisions(source):
    return _in_body(source, lambda body: f'<div class="wrap"><div class="main">{body}</div></div>')


def single_quotes(source):
    return _in_tags(source, lambda tag: re.sub('="([^"\']*)"', r"='\1'", tag))


def paragraphs_left_open(source):
    return _PARAGRAPH_ENDS.sub("", source)


def empty_office_tags(source):
    return _PARAGRAPH_ENDS.sub("<o:p></o:p></p>", source)


def scripts_in_paragraphs(source):
    return _PARAGRAPH_ENDS.sub('<script>var a="关于第1号建议的答复";</script></p>', source)


def blank_paragraphs_between(source):
    return _PARAGRAPH_ENDS.sub("</p><p>&nbsp;</p><p><br></p>", source)


def line_breaks_for_paragraphs(source):
    return _in_body(source, lambda body: re.sub(r"</p>\s*<p\b[^>]*>", "<br><br>", body, flags=re.I))


def paragraphs_in_cells(source):
    return re.sub(r"(<td\b[^>]*>)(.*?)(</td>)", r"\1<p>\2</p>\3", source, flags=re.I | re.S)


DISGUISES = [
    windows_line_ends,
    tags_in_capitals,
    no_blanks_between_tags,
    comments_between_blocks,
    fonts_in_paragraphs,
    bold_short_paragraphs,
    words_parted_by_spans,
    zero_width_blanks,
    decimal_entities,
    hexadecimal_entities,
    indented_paragraphs,
    inside_a_layout_table,
    inside_more_divisions,
    single_quotes,
    paragraphs_left_open,
    empty_office_tags,
    scripts_in_paragraphs,
    blank_paragraphs_between,
    line_breaks_for_paragraphs,
    paragraphs_in_cells,
]
