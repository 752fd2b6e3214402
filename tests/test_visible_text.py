"""The finder finds: a test that looks for untranslated words must see one when it is there."""

import pytest

from tests.visible_text import in_script, in_template

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p>{% translate "Hello" %}: {{ name }} · 3 ×</p>', []),
        ("{% blocktranslate with a=b %}Hi {{ a }}{% endblocktranslate %} there", ["there"]),
        ("{% blocktrans count n=1 %}one{% plural %}more{% endblocktrans %}", []),
        ("{# a remark #}{% comment %}another{% endcomment %}", []),
        ('<a title="Go" aria-label="Go on" href="/there" class="big red">→</a>', ["Go", "Go on"]),
        ('<input type="submit" value="Send"><input type="hidden" value="word">', ["Send"]),
        ('<img alt="A picture"><input placeholder="name@shop">', ["A picture", "name@shop"]),
        ('<button lang="en" aria-label="In English"><b>EN</b></button>Dutch', ["Dutch"]),
        ('<html lang="nl"><title>Toonbank</title><p>Word', ["Word"]),
        ("<main class='{% block width %}narrow{% endblock %}'>{% block title %}Word{% endblock %}", ["Word"]),
        ('<p>{{ name|default:"nobody" }}</p>', ["nobody"]),
        ('{% if a == "word" %}<br>{% endif %}<script>const word = 1</script>', []),
    ],
)
def test_words_in_a_template(template: str, found: list[str]) -> None:
    assert in_template(template) == found


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('say("Not saved yet")', ["Not saved yet"]),
        ("say('Saved'); say(`try again`)", ["Saved", "try again"]),
        ('find("button.big[aria-pressed]"); send("Content-Type", "application/json")', []),
        ('// a remark of "some words"\nuse("readonly") /* and "more words" */', []),
        ("`${name}: ${total(a, b)} pieces left`", [":   pieces left"]),
        ('words["not_saved"]; event("beforeunload"); key("ArrowDown")', []),
    ],
)
def test_words_in_a_script(script: str, found: list[str]) -> None:
    assert in_script(script) == found
