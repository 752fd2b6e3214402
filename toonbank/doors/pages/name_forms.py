"""Which add-on, and which other one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toonbank.catalog.addons import listed
from toonbank.catalog.models import Addon
from toonbank.shops.models import Shop

MAX_NAME = 200


class AliasForm(forms.Form):
    name = forms.CharField(label=_("Other spelling"), max_length=MAX_NAME)
    addon = forms.ModelChoiceField(
        Addon.objects.none(), label=_("Means"), empty_label=_("Choose an add-on"), blank=False
    )

    def __init__(self, shop: Shop, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "addon").queryset = listed(shop)


class PairForm(forms.Form):
    """Two add-ons of the shop that count as themselves; the second stays."""

    addon = forms.ModelChoiceField(
        Addon.objects.none(), label=_("This name"), empty_label=_("Choose an add-on"), blank=False
    )
    into = forms.ModelChoiceField(
        Addon.objects.none(), label=_("counts as"), empty_label=_("Choose an add-on"), blank=False
    )

    def __init__(self, shop: Shop, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("addon", "into"):
            _choose(self, name).queryset = Addon.objects.filter(shop=shop, counts_as=None)

    def key(self, name: str) -> int:
        """Of what was chosen; of nothing that exists when it is not there."""
        chosen = self.cleaned_data.get(name)
        return chosen.pk if chosen else 0


def _choose(form: forms.Form, name: str) -> "forms.ModelChoiceField[Addon]":
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    return field
