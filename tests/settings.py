"""The product's settings, but for one: a password of a test need not cost a burglar years."""

from toonbank.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
