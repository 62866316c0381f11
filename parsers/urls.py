"""Canonical addresses: the same letter under the spellings, share parameters and twins that platforms add."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# Parameters added by sharing (WeChat) and counting; none selects a document.
_TRACKING = re.compile(
    r"(?i)^(from|isappinstalled|nsukey|scene|share_?\w*|utm_\w+|spm|wxfid|clicktime|enterid|tdsourcetag|timestamp|_t|jsessionid)$"
)
_TWIN = re.compile(r"(?i)(?:_wap|_app|_mobile|_pc)(?=\.s?html?$)")
_BIG5 = re.compile(r"^/gate/big5/([\w.-]+)(/.*)?$")
_SESSION = re.compile(r"(?i);jsessionid=[^/?]*")


def canonical(url: str) -> str:
    """`url` without fragment and tracking, host in lower case, `_wap`/`_app` twins and `/gate/big5/` folded.

    Never raises; text that is no address comes back as it was, without its fragment.
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.lower()
    except ValueError:
        return url.split("#", 1)[0]
    path = _SESSION.sub("", parts.path)
    if mirror := _BIG5.match(path):
        host, path = mirror.group(1).lower(), mirror.group(2) or "/"
    if (parts.scheme, host[-3:]) == ("http", ":80"):
        host = host[:-3]
    elif (parts.scheme, host[-4:]) == ("https", ":443"):
        host = host[:-4]
    query = parts.query
    if query:
        pairs = parse_qsl(query, keep_blank_values=True)
        kept = [pair for pair in pairs if not _TRACKING.match(pair[0])]
        if len(kept) != len(pairs):
            query = urlencode(kept)
    return urlunsplit((parts.scheme, host, _TWIN.sub("", path), query, ""))
