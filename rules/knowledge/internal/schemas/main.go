// Command schemas writes the names that stand in providers' schemas to
// testdata/schemas.txt.gz: types, attributes, blocks and what stands in them, and nothing
// else. A test compares the rows of the tables with them. It is run in the folder of the
// tables, with files that Terraform writes:
//
//	terraform providers schema -json > schemas.json
//	go run ./internal/schemas schemas.json
//
// Each line is a type and its names, sorted. What stands in a block or an object follows it
// in braces; a map, in which any name may stand, has a percent sign behind it.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"maps"
	"os"
	"slices"
	"strings"
)

const output = "testdata/schemas.txt.gz"

// block is what the schema of a block or of an object with attributes says of names.
type block struct {
	Attributes map[string]struct {
		Type   json.RawMessage `json:"type"`
		Nested *block          `json:"nested_type"`
	} `json:"attributes"`
	Blocks map[string]struct {
		Block block `json:"block"`
	} `json:"block_types"`
}

// document is the output of terraform providers schema -json.
type document struct {
	Providers map[string]struct {
		Resources map[string]struct {
			Block block `json:"block"`
		} `json:"resource_schemas"`
	} `json:"provider_schemas"`
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("schemas: ")
	if err := run(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(files []string) error {
	if len(files) == 0 {
		return errors.New("no file given: want the output of terraform providers schema -json")
	}
	lines := map[string]string{}
	for _, name := range files {
		if err := read(name, lines); err != nil {
			return fmt.Errorf("read schemas %s: %w", name, err)
		}
	}
	var out bytes.Buffer
	compressed, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("compress: %w", err)
	}
	for _, name := range slices.Sorted(maps.Keys(lines)) {
		if _, err := fmt.Fprintln(compressed, name+" "+lines[name]); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	if err := compressed.Close(); err != nil {
		return fmt.Errorf("compress: %w", err)
	}
	if err := os.WriteFile(output, out.Bytes(), 0o644); err != nil { //nolint:gosec // data of a test is for everyone to read
		return fmt.Errorf("write %s: %w", output, err)
	}
	return nil
}

// read adds a line for each resource type of a file.
func read(name string, lines map[string]string) error {
	text, err := os.ReadFile(name) //nolint:gosec // whoever runs it names the file
	if err != nil {
		return err
	}
	var d document
	if err := json.Unmarshal(text, &d); err != nil {
		return err
	}
	if len(d.Providers) == 0 {
		return errors.New("no provider_schemas in it: want the output of terraform providers schema -json")
	}
	for _, provider := range d.Providers {
		for resourceType, schema := range provider.Resources {
			if lines[resourceType], err = names(schema.Block); err != nil {
				return fmt.Errorf("%s: %w", resourceType, err)
			}
		}
	}
	return nil
}

// names lists what stands in a block.
func names(b block) (string, error) {
	list := make([]string, 0, len(b.Attributes)+len(b.Blocks))
	for name, attribute := range b.Attributes {
		within, err := "", error(nil)
		if attribute.Nested != nil {
			within, err = names(*attribute.Nested)
			within = "{" + within + "}"
		} else {
			within, err = namesOfType(attribute.Type)
		}
		if err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
		list = append(list, name+within)
	}
	for name, inner := range b.Blocks {
		within, err := names(inner.Block)
		if err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
		list = append(list, name+"{"+within+"}")
	}
	slices.Sort(list)
	return strings.Join(list, " "), nil
}

// namesOfType says what may stand in a value of a type in the JSON form of Terraform: a
// word, or a list of a kind and what it is of.
func namesOfType(text json.RawMessage) (string, error) {
	var word string
	if json.Unmarshal(text, &word) == nil {
		if word == "dynamic" {
			return "%", nil
		}
		return "", nil
	}
	var parts []json.RawMessage
	if err := json.Unmarshal(text, &parts); err != nil || len(parts) < 2 {
		return "", fmt.Errorf("type %s: want a word or a list of a kind and what it is of", text)
	}
	var kind string
	if err := json.Unmarshal(parts[0], &kind); err != nil {
		return "", fmt.Errorf("type %s: %w", text, err)
	}
	switch kind {
	case "map":
		return "%", nil
	case "object":
		return namesOfObject(parts[1])
	}
	return namesOfType(parts[1])
}

func namesOfObject(text json.RawMessage) (string, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil {
		return "", fmt.Errorf("object %s: %w", text, err)
	}
	list := make([]string, 0, len(fields))
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		within, err := namesOfType(fields[name])
		if err != nil {
			return "", err
		}
		list = append(list, name+within)
	}
	return "{" + strings.Join(list, " ") + "}", nil
}
