from pathlib import Path

import pytest

from toonbank.lib.places import network_filesystem

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
nas:/shop {root}/nas nfs4 rw 0 0
//nas/shop {root}/with\040space cifs rw 0 0
/dev/sdb1 {root}/nas/local xfs rw 0 0
nas:/x {root}/covered nfs rw 0 0
/dev/sdc1 {root}/covered ext4 rw 0 0
me@host: {root}/ssh fuse.sshfs rw 0 0
broken
"""


@pytest.fixture
def mounts(tmp_path: Path) -> str:
    table = tmp_path / "mounts"
    table.write_text(MOUNTS.replace("{root}", str(tmp_path.resolve())))
    return str(table)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("nas/toonbank.sqlite3", "nfs4"),
        ("with space/t.db", "cifs"),
        ("ssh/a/b/t.db", "fuse.sshfs"),
        ("nas/local/t.db", None),
        ("covered/t.db", None),
        ("nasty/t.db", None),
        ("t.db", None),
        ("Dropbox/t.db", "Dropbox"),
        ("OneDrive - Fönfix BV/Documents/t.db", "OneDrive - Fönfix BV"),
        ("Google Drive/t.db", "Google Drive"),
        ("dropboxes/t.db", None),
        ("Nextcloud/nested/deeper/t.db", "Nextcloud"),
    ],
)
def test_places(tmp_path: Path, mounts: str, place: str, expected: str | None) -> None:
    assert network_filesystem(tmp_path / place, mounts) == expected


def test_a_link_does_not_hide_the_place(tmp_path: Path, mounts: str) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "var").symlink_to(tmp_path / "Dropbox")
    assert network_filesystem(tmp_path / "var" / "t.db", mounts) == "Dropbox"


def test_syncthing_is_known_by_its_marker(tmp_path: Path, mounts: str) -> None:
    (tmp_path / "shop" / ".stfolder").mkdir(parents=True)
    assert network_filesystem(tmp_path / "shop" / "var" / "t.db", mounts) == "Syncthing"


def test_shares_of_windows_and_machines_without_a_mount_table(tmp_path: Path) -> None:
    assert network_filesystem("\\\\server\\share\\t.db") == "smb"
    assert network_filesystem(tmp_path / "t.db", str(tmp_path / "no such table")) is None
    assert network_filesystem(tmp_path / "t.db") is None
