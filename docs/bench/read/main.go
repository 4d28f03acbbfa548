// Command read reads a JSON file in one of the ways that tfblast is compared with:
//
//	read scan plan.json    a streaming scan of all tokens by jsontext
//	read tfjson plan.json  json.Unmarshal into terraform-json's Plan
//	read valid plan.json   json.Valid
//	read bytes plan.json   the bytes alone
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/go-json-experiment/json/jsontext"
	tfjson "github.com/hashicorp/terraform-json"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "read:", err) //nolint:forbidigo // a command of its own
		os.Exit(1)                            //nolint:forbidigo // a command of its own
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("want two arguments: scan, tfjson, valid or bytes, and a file")
	}
	f, err := os.Open(args[1]) //nolint:gosec // the file that was asked for
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	switch args[0] {
	case "scan":
		return scan(f)
	case "bytes":
		_, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, struct{ io.Reader }{f}, make([]byte, 1<<16))
		return err
	case "tfjson", "valid":
		text, err := io.ReadAll(f)
		if err != nil {
			return err
		}
		if args[0] == "tfjson" {
			var p tfjson.Plan
			return json.Unmarshal(text, &p)
		}
		if !json.Valid(text) {
			return errors.New("not valid")
		}
		return nil
	}
	return fmt.Errorf("unknown way %q: want scan, tfjson, valid or bytes", args[0])
}

// scan reads all tokens. Duplicate names and invalid UTF-8 are allowed, since finding
// them costs time that a reader of trusted output need not spend.
func scan(r io.Reader) error {
	d := jsontext.NewDecoder(r, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for {
		if _, err := d.ReadToken(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
