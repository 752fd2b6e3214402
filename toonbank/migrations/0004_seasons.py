"""Seasons in the written-out rules: which days of the year a row holds on."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("toonbank", "0003_catalog_merges_rules_rhythm")]

    operations: ClassVar = [
        migrations.AddField("eligibility", "season_first", models.PositiveSmallIntegerField(default=101)),
        migrations.AddField("eligibility", "season_last", models.PositiveSmallIntegerField(default=1231)),
    ]
