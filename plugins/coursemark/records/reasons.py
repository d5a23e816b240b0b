"""Why the system refused a file, in Chinese."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "找不到",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在的盘只能读",
    errno.ENOSPC: "盘已写满",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "路径中间是文件，不是文件夹",
    errno.EEXIST: "已有同名文件",
    errno.ENAMETOOLONG: "名字太长",
    errno.EBUSY: "正被别的程序占用",
    errno.EIO: "盘读写出错",
}


def reason_of(error: OSError) -> str:
    """A few words; the system's own where we have none."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
