"""One family of errors: a stable code for machines, an English message to translate for people, a hint."""

# ruff: noqa: N818 - the words say what happened; "Error" behind each would say nothing more

from collections.abc import Callable, Mapping

Translate = Callable[[str], str]


def gettext_noop(message: str) -> str:
    """Marks a message for the translators; the text itself is translated when it is shown."""
    return message


class ToonbankError(Exception):
    """`message` is a template: {placeholders} are filled from `params` after translation."""

    def __init__(self, code: str, message: str, *, hint: str = "", **params: object) -> None:
        # Only what pickle hands back to __init__ goes to args; the rest travels in __dict__.
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.hint = hint
        self.params: dict[str, object] = params

    def __str__(self) -> str:
        return self.text(_same)

    def text(self, translate: Translate) -> str:
        return _filled(translate(self.message), self.params)

    def hint_text(self, translate: Translate) -> str:
        return _filled(translate(self.hint), self.params) if self.hint else ""


class Refused(ToonbankError):
    """Bad input; `field` names the part of the form or document, None when it is about the whole."""

    def __init__(
        self, code: str, message: str, *, field: str | None = None, hint: str = "", **params: object
    ) -> None:
        super().__init__(code, message, hint=hint, **params)
        self.field = field

    def on(self, field: str) -> "Refused":
        """The same refusal, tied to a field; for callers that know what they handed to a helper."""
        self.field = field
        return self


class Missing(ToonbankError):
    """Not there, or not for these eyes: the two are never told apart."""


class Conflict(ToonbankError):
    """Somebody was first; `current` is the version that stands."""

    def __init__(
        self, code: str, message: str, *, current: object = None, hint: str = "", **params: object
    ) -> None:
        super().__init__(code, message, hint=hint, **params)
        self.current = current


class Forbidden(ToonbankError):
    """Known, and not allowed to do this."""


class Busy(ToonbankError):
    """Nothing was saved; the same request may be sent again after `retry_after` seconds."""

    def __init__(
        self, code: str, message: str, *, retry_after: int = 1, hint: str = "", **params: object
    ) -> None:
        super().__init__(code, message, hint=hint, **params)
        self.retry_after = retry_after


class Misconfigured(ToonbankError):
    """The installation is set up wrongly; `hint` says what to change."""

    def __str__(self) -> str:
        return " ".join(filter(None, (super().__str__(), self.hint_text(_same))))


class _Lenient(dict[str, object]):
    """A translation with a misspelled placeholder shows it, rather than hiding the error it reports."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def _filled(template: str, params: Mapping[str, object]) -> str:
    return template.format_map(_Lenient(params)) if params else template


def _same(message: str) -> str:
    return message
