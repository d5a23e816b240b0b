"""Why the system refused a file, and what to do about it, in Chinese."""

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
    errno.EINVAL: "系统不接受这个名字",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "同时打开的文件太多",
    errno.EBUSY: "正被别的程序占用",
    errno.EIO: "盘读写出错",
    errno.EHOSTUNREACH: "到不了这台主机",
    errno.ENETUNREACH: "网络不通",
}
_UNREADABLE = {
    errno.ENOENT: "不存在；请检查路径和文件名",
    errno.ENOTDIR: "不存在：路径中间有一段是文件，不是文件夹；请检查路径",
    errno.EISDIR: "是文件夹；请写里面的文件",
    errno.EACCES: "打不开（没有权限）；请检查权限",
    errno.EPERM: "打不开（没有权限）；请检查权限",
}
_TAKEN = (32, 33)
"""How Windows says that another program has the file, or a part of it, for itself."""


def reason_of(error: OSError) -> str:
    """A few words; the system's own where we have none."""
    if getattr(error, "winerror", None) in _TAKEN:
        return _REASONS[errno.EBUSY]
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__


def cannot_read(error: OSError) -> str:
    """What is said after the name of a file that could not be read: what is wrong, what to do."""
    reason = reason_of(error)
    if reason == _REASONS[errno.EBUSY]:
        return f"打不开（{reason}）；请关掉那个程序再试"
    known = _UNREADABLE.get(error.errno or 0)
    return known or f"打不开（{reason}）；请检查路径和所在的盘"
