"""What is left out of scripts and styles is what nobody's tablet reads."""

import pytest

from toonbank.doors.counter.squeeze import squeezed, squeezed_style

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("script", "shorter"),
    [
        ('say("a  // b", `c = d`);  // remark\n', 'say("a  // b",`c = d`);\n'),
        ("/** About. */\nconst a = 1 + +b;\n", "\nconst a=1+ +b;"),
        ("if (a) {\n  return b;\n}\n", "if(a){return b;}\n"),
        ("x = y / 2; // half\nz();\n", "x=y/2;\nz();"),
    ],
)
def test_remarks_and_blanks_go_and_texts_stay(script: str, shorter: str) -> None:
    assert squeezed(script) == shorter


def test_style_keeps_the_blanks_that_mean_something() -> None:
    style = "/* Calm. */\n.a .b, .c > i {\n  margin: calc(1px + 2px) 0;\n  color: red;\n}\n"
    assert squeezed_style(style) == ".a .b,.c>i{margin:calc(1px + 2px) 0;color:red;}"
