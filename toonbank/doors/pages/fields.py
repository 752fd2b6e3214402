"""Form fields for money and days as the shop writes them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext

from toonbank.catalog.models import ALWAYS
from toonbank.lib.errors import Refused
from toonbank.lib.money import format_number, parse_local
from toonbank.lib.periods import day_from_int, day_int, parse_day


class MoneyField(forms.CharField):
    """Cents; None when it may be and is left empty. `locale` says which marks are read and written."""

    locale = "nl"

    def __init__(self, **options: Any) -> None:
        typed = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=typed, **options)
        self.short = True

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        try:
            return parse_local(typed, self.locale) if typed else None
        except Refused as error:
            raise forms.ValidationError(error.text(gettext)) from None

    def prepare_value(self, value: Any) -> Any:
        return format_number(Decimal(value) / 100, self.locale, 2) if isinstance(value, int) else value


class DayField(forms.CharField):
    """A day as an integer; left empty it means always."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=DayInput(), **options)
        self.short = True

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        try:
            return day_int(parse_day(typed)) if typed else ALWAYS
        except Refused as error:
            raise forms.ValidationError(error.text(gettext)) from None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return day_from_int(value).isoformat() if value else ""
        return value


class DayInput(forms.DateInput):
    input_type = "date"

    def format_value(self, value: Any) -> Any:
        # The browser wants ISO whatever the language; it shows the day as its owner writes it.
        return value
