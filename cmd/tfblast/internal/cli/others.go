package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/sarif"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/openfile"
)

// readOthers reads the files of --sarif-in.
func (f *flags) readOthers(ctx context.Context) ([]sarif.Run, error) {
	var runs []sarif.Run
	for _, name := range f.sarifIn {
		more, err := readSARIF(ctx, name, f.sarifMessages)
		if errors.Is(err, sarif.ErrNoSARIF) {
			return nil, fmt.Errorf("--sarif-in %s: %w; write it with `trivy config --format sarif`, `checkov -o sarif` or `tflint --format sarif`", name, err)
		}
		if err != nil {
			return nil, fmt.Errorf("--sarif-in %s: %w", name, err)
		}
		runs = append(runs, more...)
	}
	return runs, nil
}

func readSARIF(ctx context.Context, name string, messages bool) ([]sarif.Run, error) {
	file, err := openfile.ForReading(ctx, name)
	if err != nil {
		return nil, errors.Unwrap(err) // the name stands in front already
	}
	read := sarif.Read
	if messages {
		read = sarif.ReadWithMessages
	}
	runs, err := read(file)
	return runs, errors.Join(err, file.Close())
}

// addOthers puts what other tools say beside the changes.
func (a *analyzeRun) addOthers(r *report.Report, runs []sarif.Run) {
	if len(a.flags.sarifIn) == 0 {
		return
	}
	sarif.Fit(r, runs, sarif.Options{
		Folders: a.sources,
		Exists: func(path string) bool {
			info, err := os.Stat(filepath.FromSlash(path))
			return err == nil && info.Mode().IsRegular()
		},
	})
}

// addSource remembers where the source of a stack lies.
func (a *analyzeRun) addSource(stack, folder string) {
	if a.sources == nil {
		a.sources = map[string]string{}
	}
	if path, err := filepath.Abs(folder); err == nil {
		a.sources[stack] = filepath.ToSlash(path)
	}
}
