"""What one fills in about an add-on."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toonbank.catalog.models import Kind, ServiceType
from toonbank.catalog.names import MAX_PART
from toonbank.catalog.scripts import MAX_WORDING
from toonbank.doors.pages.fields import DayField, MoneyField
from toonbank.shops.models import Shop


class ShopForm(forms.Form):
    """Reads and writes amounts the way this shop does."""

    def __init__(self, shop: Shop, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, MoneyField):
                field.locale = shop.locale
            if isinstance(field, forms.ModelMultipleChoiceField):
                # What is ticked now stays in sight, or saving would drop it unseen.
                named = Q(archived=False) | Q(pk__in=self.initial.get("service_types", []))
                field.queryset = ServiceType.objects.filter(named, shop=shop)


class NameForm(ShopForm):
    category = forms.CharField(
        label=_("Category"),
        max_length=MAX_PART,
        help_text=_("What it is: “Screen protector”. Categories are compared with each other."),
    )
    variant = forms.CharField(
        label=_("Variant"), max_length=MAX_PART, required=False, help_text=_("For what: “iPhone 14”.")
    )
    detail = forms.CharField(
        label=_("Detail"), max_length=MAX_PART, required=False, help_text=_("What sets it apart: “glass”.")
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Kind.choices,
        help_text=_("Cross-sell: something extra. Up-sell: a better version. Bundle: a set of things."),
    )
    season = forms.CharField(
        label=_("Season"), max_length=40, required=False, help_text=_("Only when it has one: “winter”.")
    )


class PriceFields(ShopForm):
    unit_price = MoneyField(label=_("Price"), required=False)
    free = forms.BooleanField(label=_("Free: the customer pays nothing"), required=False)
    unit_cost = MoneyField(
        label=_("What it costs you"), required=False, help_text=_("Leave empty when you do not know it.")
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("free") and data.get("unit_price") is None:
            data["unit_price"] = 0
        return data


class ScriptFields(ShopForm):
    wording = forms.CharField(
        label=_("The sentence to say"),
        max_length=MAX_WORDING,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A clear question the customer can answer with yes or no."),
    )


class RuleFields(ShopForm):
    service_types = forms.ModelMultipleChoiceField(
        ServiceType.objects.none(),
        label=_("Offered on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none to offer it on every service."),
    )


class DatedFields(ShopForm):
    valid_from = DayField(label=_("From"), help_text=_("Leave empty when it has always been so."))


class PriceForm(DatedFields, PriceFields):
    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("unit_price") is None and "unit_price" not in self.errors:
            self.add_error("unit_price", gettext("Fill in a price."))
        return data


class ScriptForm(DatedFields, ScriptFields):
    pass


class NewAddonForm(RuleFields, ScriptFields, PriceFields, NameForm):
    """The name is enough to begin with; the rest may follow."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["wording"].required = False
