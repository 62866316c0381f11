"""JSON in all its wrappings."""

import pytest

from crawler.json_text import loads


@pytest.mark.parametrize(
    "text",
    [
        '{"a": [1]}',
        '\ufeff{"a": [1]}',
        '  \n{"a": [1]}\n',
        'cb({"a": [1]})',
        'cb({"a": [1]});',
        '/**/jQuery1124_99({"a": [1]});',
        'try{window.show({"a": [1]})}catch(e){}',
        ')]}\',\n{"a": [1]}',
        'for(;;);{"a": [1]}',
    ],
)
def test_wrapped_value_is_read(text):
    assert loads(text) == {"a": [1]}


@pytest.mark.parametrize("text", ["", "<html>", "cb(1", "cb({a})", "[" * 100_000])
def test_what_is_no_json_is_an_error(text):
    with pytest.raises(ValueError, match=r"."):
        loads(text)
