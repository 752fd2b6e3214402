"""When: work that is due at a time, and mail that has to go out exactly once."""

from typing import ClassVar

from django.db import models


class Job(models.Model):
    """One piece of work, once per kind and key. Who works on it holds it until `held_until`."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    payload = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    # Why the last try failed, for the operator; no texts of people.
    error = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="job_once")]
        indexes: ClassVar = [models.Index(fields=["done_at", "due_at"], name="job_due")]


class Outbox(models.Model):
    """One mail to one recipient, once per key: written with the work that causes it, sent afterwards."""

    key = models.CharField(max_length=160, unique=True)
    recipient = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True, default="")
    attachment_name = models.CharField(max_length=120, blank=True, default="")
    attachment = models.BinaryField(null=True, blank=True)
    unsubscribe = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sent_at", "due_at"], name="outbox_due")]
