// Command generate writes the pages of the built-in rules into the folder that it is
// given. It is run by go generate.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/tfblast/tfblast/rules/knowledge"
	"github.com/tfblast/tfblast/rules/manual"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("generate: ")
	if len(os.Args) != 2 {
		log.Fatal("want one folder to write the pages into")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

// run writes every page and removes those of rules that are gone.
func run(folder string) error {
	table, err := knowledge.Builtin()
	if err != nil {
		return fmt.Errorf("built-in knowledge tables: %w", err)
	}
	pages := manual.Pages(table)
	old, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil {
		return fmt.Errorf("list pages: %w", err)
	}
	for _, path := range old {
		if _, wanted := pages[filepath.Base(path)]; wanted {
			continue
		}
		if err := os.Remove(path); err != nil { //nolint:gosec // the folder is the caller's
			return fmt.Errorf("remove page: %w", err)
		}
	}
	for name, text := range pages {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil { //nolint:gosec // pages are for everyone to read
			return fmt.Errorf("write page: %w", err)
		}
	}
	return nil
}
