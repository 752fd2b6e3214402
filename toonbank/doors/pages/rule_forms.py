"""What one fills in about when and where an add-on may be offered."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toonbank.catalog.addons import listed
from toonbank.catalog.facts import RuleOfDay
from toonbank.catalog.models import Addon, Kind, ServiceType
from toonbank.catalog.rules import LEAST_HEADROOM, MOST_HEADROOM
from toonbank.catalog.year import is_day_of_year
from toonbank.doors.pages.addon_forms import DatedFields, RuleFields, ShopForm
from toonbank.doors.pages.fields import DayField, MoneyField
from toonbank.ledger.models import Moment
from toonbank.shops.models import Shop


class DayOfYearField(forms.CharField):
    """ "1-11" is the first of November, 1101."""

    def __init__(self, **options: Any) -> None:
        typed = forms.TextInput(attrs={"autocomplete": "off", "placeholder": "1-11"})
        super().__init__(required=False, widget=typed, **options)
        self.short = True

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return None
        found = re.fullmatch(r"\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*", typed)
        of_year = int(found[2]) * 100 + int(found[1]) if found else 0
        if not is_day_of_year(of_year):
            raise forms.ValidationError(gettext("Write a day and a month, like 1-11."))
        return of_year

    def prepare_value(self, value: Any) -> Any:
        return "{1}-{0}".format(*divmod(value, 100)) if isinstance(value, int) else value


class RuleForm(DatedFields, RuleFields):
    field_order = (
        "service_types", "moments", "season_first", "season_last", "headroom", "not_with", "valid_from",
    )  # fmt: skip
    moments = forms.MultipleChoiceField(
        label=_("At which moment"),
        choices=Moment.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none for every moment. The counter shows it only then."),
    )
    season_first = DayOfYearField(label=_("Season from"), help_text=_("Leave both empty for the whole year."))
    season_last = DayOfYearField(label=_("Season up to and including"))
    headroom = forms.IntegerField(
        label=_("At most this share of the job, in per cent"),
        required=False,
        min_value=LEAST_HEADROOM,
        max_value=MOST_HEADROOM,
        help_text=_(
            "An extra of more than a quarter of the job is rarely bought. Leave empty and the counter only"
            " says so; fill in 25 and it is not offered there at all."
        ),
    )
    not_with = forms.ModelMultipleChoiceField(
        Addon.objects.none(),
        label=_("Not together with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Once the customer said yes to one of these, the counter leaves this one out."),
    )

    def __init__(self, shop: Shop, *args: Any, addon: Addon, **options: Any) -> None:
        super().__init__(shop, *args, **options)
        others = self.fields["not_with"]
        assert isinstance(others, forms.ModelMultipleChoiceField)
        others.queryset = listed(shop).exclude(pk=addon.pk)
        headroom: Any = self.fields["headroom"]
        headroom.short = True

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        first, last = data.get("season_first"), data.get("season_last")
        if (first is None) != (last is None) and not self.errors:
            self.add_error("season_last", gettext("A season has a first and a last day."))
        return data

    def terms(self) -> dict[str, Any]:
        """As set_rule takes them."""
        data = dict(self.cleaned_data)
        first, last = data.pop("season_first"), data.pop("season_last")
        return {**data, "season": None if first is None else (first, last)}


def initial_of(rule: RuleOfDay | None) -> dict[str, Any]:
    if rule is None:
        return {}
    first, last = rule.season or (None, None)
    return {
        "service_types": sorted(rule.service_types),
        "moments": sorted(rule.moments),
        "season_first": first,
        "season_last": last,
        "headroom": rule.headroom,
        "not_with": sorted(rule.not_with),
    }


class DetailsForm(ShopForm):
    """What the counter asks after a yes; for an up-sell also of what it is the better version."""

    quantity_allowed = forms.BooleanField(label=_("More than one can be bought"), required=False)
    discount_allowed = forms.BooleanField(label=_("A discount may be given"), required=False)

    def __init__(self, shop: Shop, *args: Any, addon: Addon, **options: Any) -> None:
        super().__init__(shop, *args, **options)
        if addon.kind == Kind.UP_SELL:
            self.fields["upgrade_of_service"] = forms.ModelChoiceField(
                ServiceType.objects.filter(shop=shop, archived=False),
                label=_("A better version of this service"),
                required=False,
                empty_label="–",
            )
            self.fields["upgrade_of_addon"] = forms.ModelChoiceField(
                listed(shop).exclude(pk=addon.pk),
                label=_("Or of this add-on"),
                required=False,
                empty_label="–",
            )


class JobPriceForm(ShopForm):
    price = MoneyField(
        label=_("What this job usually costs"),
        required=False,
        help_text=_(
            "An extra of more than a quarter of it is rarely bought: the counter says so. Leave empty when"
            " the job has no fixed price."
        ),
    )
    valid_from = DayField(label=_("From"), help_text=_("Leave empty when it has always been so."))


class BundleForm(DatedFields):
    """One number for each add-on; what stays empty is no part."""

    def __init__(self, shop: Shop, *args: Any, addon: Addon, held: dict[int, int], **options: Any) -> None:
        super().__init__(shop, *args, **options)
        self.parts = {f"part_{one.pk}": one for one in _possible(shop, addon, held)}
        for name, one in self.parts.items():
            field: Any = forms.IntegerField(label=one.name, required=False, min_value=0, max_value=99)
            field.short, field.initial = True, held.get(one.pk)
            self.fields[name] = field
        self.order_fields([*self.parts, "valid_from"])

    def contents(self) -> list[tuple[Addon, int]]:
        data = self.cleaned_data
        return [(one, data[name]) for name, one in self.parts.items() if data.get(name)]


def _possible(shop: Shop, addon: Addon, held: Iterable[int]) -> Iterable[Addon]:
    """What it holds stays in sight, also when that counts as another by now: saving must not lose it."""
    others = Addon.objects.filter(Q(pk__in=list(held)) | Q(pk__in=listed(shop)), shop=shop)
    return others.exclude(pk=addon.pk).exclude(kind=Kind.BUNDLE)
