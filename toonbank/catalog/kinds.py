"""The words an owner may use for the kind of an add-on, in lists and files."""

from django.utils.translation import gettext_noop as _

from toonbank.catalog.models import Kind
from toonbank.lib import text
from toonbank.lib.errors import Refused

# For each code: a Dutch word for it, and what else may stand there.
KIND_WORDS: dict[str, tuple[str, ...]] = {
    Kind.CROSS_SELL: ("crosssell", "erbij"),
    Kind.UP_SELL: ("upsell", "duurder"),
    Kind.BUNDLE: ("bundel", "pakket"),
}
_KINDS = {text.key(word): str(code) for code, words in KIND_WORDS.items() for word in (code, *words)}


def kind_of(word: str) -> str:
    found = _KINDS.get(text.key(word))
    if found is None:
        raise Refused("kind_unknown", _("Choose cross-sell, up-sell or bundle."), field="kind")
    return found
