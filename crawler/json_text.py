"""JSON as interfaces send it: plain, behind a byte order mark, or in the call of JSONP. Pure."""

from __future__ import annotations

import json
import re
from typing import Any

# `cb({…});`, also as Spring sends it (`/**/cb(…)`) and as some guard it (`try{cb(…)}catch(e){}`).
_CALL = re.compile(
    r"^(?:/\*.*?\*/|typeof [\w$.]+ === 'function' && |try\s*\{|;|\s)*[\w$.]+\s*\((.*)\)\s*;?\s*(?:\}\s*catch\s*\(\w*\)\s*\{.*\})?\s*$",
    re.S,
)
_GUARDS = (")]}',", ")]}'", "while(1);", "for(;;);")  # put in front so that no script can include it


def loads(text: str) -> Any:
    """The value of a JSON or JSONP text. Raises ValueError if it is neither."""
    text = text.lstrip("\ufeff \t\r\n")
    for guard in _GUARDS:
        text = text.removeprefix(guard)
    try:
        return json.loads(text)
    except ValueError:
        call = _CALL.match(text)
        if call is None:
            raise
        return json.loads(call[1])
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
