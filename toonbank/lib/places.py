"""Where a file lies: on a network drive or in a folder that a program copies to a cloud."""

import re
from pathlib import Path

_NETWORK = {
    "9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs", "fuse.gcsfuse", "fuse.glusterfs", "fuse.rclone",
    "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "fuse.vmhgfs-fuse", "glusterfs", "lustre", "ncpfs", "nfs",
    "nfs4", "smb3", "smbfs", "vboxsf",
}  # fmt: skip
_SYNCED = re.compile(
    r"dropbox\b.*|onedrive\b.*|google ?drive\b.*|my drive|mijn drive|icloud ?drive\b.*|mobile documents"
    r"|com~apple~clouddocs|nextcloud\b.*|owncloud\b.*|pcloud ?drive|syncthing|seafile|stack ?drive"
    r"|megasync|box sync|cloudstation|synologydrive",
    re.IGNORECASE,
)


def network_filesystem(path: str | Path, mounts: str = "/proc/mounts") -> str | None:
    """The file system or sync program that makes this place unsafe for a database, None when it is fine."""
    if str(path).startswith(("\\\\", "//")):
        return "smb"
    place = Path(path).resolve()
    return _network_mount(place, mounts) or _sync_folder(place)


def _network_mount(place: Path, mounts: str) -> str | None:
    try:
        lines = Path(mounts).read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    fields = (line.split() for line in lines)
    found = [(Path(_plain(f[1])), f[2]) for f in fields if len(f) > 2 and place.is_relative_to(_plain(f[1]))]
    # Of two mounts on one place the later one counts, and max() keeps the first: hence the reversal.
    kind = max(reversed(found), key=lambda mount: len(mount[0].parts), default=(place, ""))[1]
    return kind if kind in _NETWORK else None


def _plain(field: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), field)


def _sync_folder(place: Path) -> str | None:
    named = (part for part in place.parts if _SYNCED.fullmatch(part))
    marked = ("Syncthing" for folder in place.parents if (folder / ".stfolder").exists())
    return next(named, None) or next(marked, None)
