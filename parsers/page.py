"""A page's source -> what it says of itself, the heading, and the items of the node that holds the letter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin

import lxml.etree
import lxml.html

from parsers import labels, markup
from parsers.lexicon import load
from parsers.markup import Grid, Item, Line
from parsers.record import PageInfo

_PAGE = load("page")
_META_NAMES = {name.lower() for name in _PAGE["meta_tags"]}
_MISSPELT: dict[str, str] = _PAGE["meta_misspelt"]
_HINTS: list[str] = _PAGE["content_hints"]
_META = re.compile(r"""<[mM](?:eta|ETA)\s(?>[^>]*?\b[nN](?:ame|AME)\s*=\s*["']?\s*)([\w.:-]+)["']?[^>]*?\b[cC](?:ontent|ONTENT)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_META_TURNED = re.compile(r"""<[mM](?:eta|ETA)\s(?>[^>]*?\b[cC](?:ontent|ONTENT)\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s>"']+))[^>]*?\b[nN](?:ame|AME)\s*=\s*["']?\s*([\w.:-]+)""")
_CONTENT_FIRST = re.compile(r"<[mM](?:eta|ETA)\s+[cC](?:ontent|ONTENT)")
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.I | re.S)
_TAGS = re.compile(r"<[^>]*>")
_CONTAINER = re.compile(r"<(/?)(body|div|td|th|section|article|main|form|center|li|ucapcontent|a)\b[^>]*>", re.I)
_PDF_CALL = re.compile(r"""(?:showVsbpdfIframe|showPdf|PDFObject\.embed|pdfh5)\w*\s*\(\s*["']([^"']+\.(?:pdf|ofd))["']""", re.I)
_EMBEDDED = re.compile(r"""<(?:iframe|embed|object)\b[^>]*?(?:src|data)\s*=\s*["']([^"']+?\.(?:pdf|ofd)[^"']*)["']""", re.I)
_FRAMED = re.compile(rf"{labels.POSITION.pattern}|(?:发布|更新|上传)(?:日期|时间)\s*[：:]|^[\w ]{{1,12}}(?:\s*\|\s*[\w ]{{1,12}}){{1,}}$")
_EMBED_TAG = re.compile(r"<(?:iframe|embed|object)\b", re.I)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)(?=$|[?#&\s】)）\]])", re.I)
_DOWNLOAD = re.compile(r"download\.jsp|downloadattach|fileDownload|/download\?|downfile", re.I)
_ENOUGH = 30  # Han characters that make a node a text rather than a caption
MAX_SOURCE = 12_000_000
_PARTS = re.compile(r"<(?:p|br|div|td|li|h[1-6]|section)[\s>/]", re.I)  # a node without any is a paragraph, not a body


@dataclass(slots=True)
class Page:
    """A page taken apart, before anything of the letter is understood."""

    info: PageInfo
    metas: dict[str, tuple[str, str]]  # standard tag in lower case -> (name as printed, value)
    title_tag: str
    heading: list[str]  # lines of the page heading, [] where none stands outside the letter's node
    around: list[Item]  # what stands between the breadcrumb and the letter's node
    body: list[Item]
    files: list[tuple[str, str]] = field(default_factory=list)  # (title, absolute URL)
    first_line: str = ""
    broad: bool = False  # the node holds more of the page than the letter


def read(source: str, url: str, with_body: bool = True) -> Page:
    """Take a decoded page apart. `url` makes links absolute; without `with_body` the letter's node is left unread. Never raises."""
    source = source[:MAX_SOURCE]
    metas = _metas(source)
    title = _TITLE.search(source)
    title_tag = markup.clean(markup.visible(title.group(1))) if title else ""
    visible = markup.without_hidden(markup.visible(source))
    node = _hinted(visible)
    guessed = node is None
    if node is None:
        if not _balanced(visible):
            visible = _repaired(visible)
            node = _hinted(visible)
        node = node or _densest(visible)
    start, inner, end = node
    before = _before(visible[:start], title_tag, metas)
    info = PageInfo(breadcrumb=before.crumbs)
    info.metadata = {name: value for name, value in metas.values()}
    tail = visible[end:]
    body = markup.items(visible[inner:end]) if with_body or guessed else []
    broad = guessed
    if guessed:
        body = _unframed(body)
    if not info.breadcrumb:
        broad = _crumbs_inside(body, info, before.items) or guessed
    after = markup.items(tail) if _FILE.search(tail) or "附件" in tail or "索引号" in tail or "索 引 号" in tail else []
    for label, value in labels.label_pairs([*before.items, *after]):
        info.metadata.setdefault(label, value)
    page = Page(info, metas, title_tag, before.heading, before.items, body, first_line=before.first, broad=broad)
    if broad and not page.first_line:
        page.first_line = next((item.text for item in page.around if isinstance(item, Line) and item.text), "")
    page.files = _files(source, url, body, after)
    return page


def _unframed(body: list[Item]) -> list[Item]:
    """In a guessed node, tables that frame the breadcrumb or the line of publication are lines."""
    found: list[Item] = []
    for item in body:
        if isinstance(item, Grid) and len(item.rows) <= 2 and any(_FRAMED.search(cell.text) for row in item.rows for cell in row):
            found.extend(Line(cell.text, "", -1, item.links if len(item.rows) == 1 else []) for row in item.rows for cell in row if cell.text)
        else:
            found.append(item)
    return found


def _crumbs_inside(body: list[Item], info: PageInfo, around: list[Item]) -> bool:
    """Where the node holds the breadcrumb too: take it, and move what stands above it out of the body."""
    for index, item in enumerate(body[:40]):
        if isinstance(item, Line) and len(item.text) < 200 and labels.POSITION.match(item.text):
            info.breadcrumb = labels.breadcrumb(item, body[index + 1 :])
            stop = index + 1
            while stop < len(body) and (crumb := body[stop]) and isinstance(crumb, Line) and crumb.text and _of_crumbs(crumb.text, info.breadcrumb):
                stop += 1
            around[:0] = body[:stop]
            del body[:stop]
            return True
    return False


def _of_crumbs(text: str, crumbs: list[str]) -> bool:
    """Whether a line below the position words holds nothing but crumbs."""
    for crumb in sorted(crumbs, key=len, reverse=True):
        text = text.replace(crumb, "")
    return not text.strip(" >＞»›/|·-—→")


def _metas(source: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    named = [(name, a or b or c) for name, a, b, c in _META.findall(source)]
    if _CONTENT_FIRST.search(source):
        named += [(name, a or b or c) for a, b, c, name in _META_TURNED.findall(source)]
    for name, content in named:
        key = name.lower()
        key = _MISSPELT.get(key, key)
        if key in _META_NAMES and key not in found and (value := markup.clean(unescape(content))):
            found[key] = (name, value)
    return found


def _hinted(visible: str) -> tuple[int, int, int] | None:
    """(start, inner start, end) of the node a platform is known to put its letters in, or None."""
    low = visible.lower()
    empty: tuple[int, int, int] | None = None
    for hint in _HINTS:
        best, best_size = None, 0
        for start in _places(low, hint):
            if best is not None and start < best[2]:
                continue
            node = _element(visible, start)
            if node is None:
                continue
            size = _foreign(visible[node[1] : node[2]])
            if size > best_size:
                best, best_size = node, size
            elif empty is None and hint != "content":
                empty = node
        if best is not None and best_size >= _ENOUGH:
            return best
        empty = empty or best
    return empty


def _foreign(text: str) -> int:
    """How many characters of `text` are not ASCII: a cheap measure of Chinese."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _places(low: str, hint: str) -> list[int]:
    """Starts of the tags whose name, id or class is `hint` (a prefix where it ends in `*`), five at most."""
    starts: list[int] = []
    prefix = hint.endswith("*")
    word = hint.rstrip("*")
    at = low.find(word)
    while at >= 0 and len(starts) < 5:
        behind = low[at + len(word) : at + len(word) + 1]
        if low[at - 1 : at] in "\"' =<" and (prefix or behind in "\"' >\t\n"):
            start = low.rfind("<", 0, at)
            head = low[start:at]
            if ">" not in head and (head == "<" or "class=" in head or "id=" in head or "class =" in head):
                starts.append(start)
        at = low.find(word, at + len(word))
    return starts


def _element(visible: str, start: int) -> tuple[int, int, int] | None:
    name = re.match(r"<([a-z][a-z0-9]*)", visible[start : start + 40], re.I)
    if not name or name.group(1).lower() in ("body", "html", "a", "span", "input", "link", "meta", "img"):
        return None
    inner = visible.find(">", start) + 1
    end = markup.element_end(visible, start, name.group(1))
    if inner <= 0 or end is None:
        return None
    return start, inner, end


def _balanced(visible: str) -> bool:
    """Whether every cell and division is closed as often as it is opened, so that nothing needs repair."""
    low = visible.lower()
    return all(low.count(f"<{tag}") == low.count(f"</{tag}") for tag in ("div", "td", "table", "tr"))


def _repaired(visible: str) -> str:
    """The page as lxml understands it: every element closed. Pages lxml cannot read come back as they were."""
    try:
        tree = lxml.html.document_fromstring(visible)
        return str(lxml.html.tostring(tree, encoding="unicode"))
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return visible


def _densest(visible: str) -> tuple[int, int, int]:
    """The deepest node that holds four fifths of the running text of each node above it; links are no running text."""
    nodes: list[list[int]] = []  # start, inner, end, prose, parent
    open_nodes: list[tuple[str, int]] = []
    link, at = False, 0
    for match in _CONTAINER.finditer(visible):
        prose = 0 if link else _prose(visible[at : match.start()])
        if prose and open_nodes:
            nodes[open_nodes[-1][1]][3] += prose
        at = match.end()
        name = match.group(2).lower()
        if name == "a":
            link = not match.group(1)
        elif not match.group(1):
            if len(open_nodes) < 500:
                nodes.append([match.start(), at, len(visible), 0, open_nodes[-1][1] if open_nodes else -1])
                open_nodes.append((name, len(nodes) - 1))
        elif any(name == opened for opened, _ in open_nodes[-20:]):
            while open_nodes:
                opened, index = open_nodes.pop()
                nodes[index][2] = match.start()
                if opened == name:
                    break
    if not nodes:
        return 0, 0, len(visible)
    for node in reversed(nodes):
        if node[4] >= 0:
            nodes[node[4]][3] += node[3]
    best = max((i for i, n in enumerate(nodes) if n[4] < 0), key=lambda i: nodes[i][3])
    children: dict[int, list[int]] = {}
    for i, node in enumerate(nodes):
        children.setdefault(node[4], []).append(i)
    while True:
        heavy = max(children.get(best, ()), key=lambda i: nodes[i][3], default=None)
        if heavy is None or nodes[heavy][3] < 0.8 * nodes[best][3] or not nodes[heavy][3] or not _PARTS.search(visible, nodes[heavy][1], nodes[heavy][2]):
            return nodes[best][0], nodes[best][1], nodes[best][2]
        best = heavy


def _prose(fragment: str) -> int:
    text = markup.clean(_TAGS.sub("", fragment))
    size = _foreign(text)
    return size if size >= 12 or "。" in text or "：" in text else 0


@dataclass(slots=True)
class _Before:
    crumbs: list[str]
    heading: list[str]
    items: list[Item]
    first: str


def _before(source: str, title_tag: str, metas: dict[str, tuple[str, str]]) -> _Before:
    head = re.search(r"</head\s*>", source, re.I)
    if head:
        source = source[head.end() :]
    at = _crumb_place(source)
    first = ""
    if at is None:
        found = markup.items(source)
        first = next((item.text for item in found if isinstance(item, Line) and item.text), "")
        crumbs: list[str] = []
    else:
        found = markup.items(source[at:])
        if "sitename" not in metas and not title_tag:
            first = next((i.text for i in markup.items(source[:at]) if isinstance(i, Line) and i.text), "")
        place = next((n for n, item in enumerate(found) if isinstance(item, Line) and item.text), None)
        crumbs = []
        if place is not None and isinstance(found[place], Line):
            line = found[place]
            assert isinstance(line, Line)
            crumbs = labels.breadcrumb(line, found[place + 1 :])
            found = found[place + 1 :]
    lines = [item for item in found if isinstance(item, Line)]
    return _Before(crumbs, _heading(lines, title_tag, metas), found, first)


def _crumb_place(source: str) -> int | None:
    """Where the breadcrumb line starts: at the tag in front of its position words, or of its telling class."""
    if found := _position(source):
        start = source.rfind("<", 0, found.start())
        while start > 0 and re.match(r"</?(?:a|b|i|em|strong|span|font|img|label)\b", source[start : start + 8], re.I):
            start = source.rfind("<", 0, start)
        return max(start, 0)
    low = source.lower()
    for word in _PAGE["position_classes"]:
        for start in _places(low, word):
            node = _element(source, start)
            if node and node[2] - node[0] < 5000 and re.search(r"&gt;|[>/]\s*<a|»|›", source[node[1] : node[2]]):
                return start
    return None


def _position(source: str) -> re.Match[str] | None:
    """The first of the words that open a breadcrumb; all of them hold 位置, which is quick to find."""
    at = source.find("位置")
    while at >= 0:
        if found := labels.POSITION.search(source, max(at - 12, 0), at + 6):
            return found
        at = source.find("位置", at + 2)
    return None


def _heading(lines: list[Line], title_tag: str, metas: dict[str, tuple[str, str]]) -> list[str]:
    """The page heading: the block that repeats the article's title, else the last h1-h3 in front of the letter."""
    article = _squeezed(_TAGS.sub("", metas["articletitle"][1])) if "articletitle" in metas else ""
    titled = _squeezed(title_tag)
    best: list[str] = []
    for index, line in enumerate(lines):
        if not line.text or (index and lines[index - 1].block == line.block):
            continue
        block = [other.text for other in lines[index:] if other.block == line.block and other.text]
        whole = _squeezed("".join(block))
        if len(whole) < 5:
            continue
        if whole == article or (len(whole) > 8 and not line.links and titled.startswith(whole)) or (line.tag in ("h1", "h2", "h3") and not line.links and (not best or _squeezed("".join(best)) != article)):
            best = block
    return best


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _files(source: str, url: str, body: list[Item], after: list[Item]) -> list[tuple[str, str]]:
    """(title, absolute URL) of every file the letter shows or lists; a file both shown and listed counts once."""
    found: dict[str, str] = {}
    for item in [*body, *after]:
        for title, href in item.links:
            if href.lower().startswith(("javascript:", "mailto:", "#")) or not href:
                continue
            if _FILE.search(href) or _FILE.search(title) or _DOWNLOAD.search(href):
                address = _absolute(url, href)
                found[address] = found.get(address) or title
    embedded = [_PDF_CALL] if "pdf" in source or "PDF" in source else []
    if embedded and _EMBED_TAG.search(source):
        embedded.append(_EMBEDDED)
    for pattern in embedded:
        for match in pattern.finditer(source):
            address = _absolute(url, unescape(match.group(1)))
            found.setdefault(address, "")
    return [(title or address.rsplit("/", 1)[-1].split("?")[0], address) for address, title in found.items()]


def _absolute(url: str, href: str) -> str:
    try:
        return urljoin(url, href.strip())
    except ValueError:
        return href.strip()
