//go:build unix

package policyfile

import (
	"io/fs"
	"os"
	"syscall"
)

// trusted reports whether a file belongs to the user or to root, as git asks of a
// repository (safe.directory).
func trusted(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && (stat.Uid == 0 || int(stat.Uid) == os.Geteuid())
}
