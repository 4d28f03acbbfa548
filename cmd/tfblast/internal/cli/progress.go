package cli

import (
	"io"
	"os"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
)

// watched is the stream of a plan whose reading is shown to whoever waits for it.
func (a *analyzeRun) watched(p planfile.Plan, stream io.ReadCloser) io.ReadCloser {
	if a.progress == nil {
		return stream
	}
	var size int64
	if info, err := os.Stat(p.Name); err == nil && info.Mode().IsRegular() {
		size = info.Size()
	}
	return watchedStream{a.progress.Reading(render.Clean(displayName(p)), size, stream), stream}
}

// watchedStream reads by one way and closes the stream behind it.
type watchedStream struct {
	io.Reader
	io.Closer
}
