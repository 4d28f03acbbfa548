// Command jsonlibs reads a JSON file by one library in one way:
//
//	jsonlibs WAY plan.json
//
// Without arguments it lists the ways.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/bytedance/sonic"
	"github.com/bytedance/sonic/decoder"
	jsonexp "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/minio/simdjson-go"
)

// A way reads one file.
type way struct {
	name string
	read func(f *os.File) error
}

func ways() []way {
	all := []way{
		{"go-json-experiment-ReadToken", func(f *os.File) error {
			return drain(jsontext.NewDecoder(f, lax()).ReadToken)
		}},
		{"go-json-experiment-ReadValue", readValue},
		{"go-json-experiment-Unmarshal", func(f *os.File) error {
			var v any
			return jsonexp.UnmarshalRead(f, &v, lax())
		}},
		{"encoding/json-Token", func(f *os.File) error {
			return drain(json.NewDecoder(f).Token)
		}},
		{"encoding/json-Unmarshal", whole(func(text []byte) error {
			var v any
			return json.Unmarshal(text, &v)
		})},
		{"sonic-Unmarshal", whole(func(text []byte) error {
			var v any
			return sonic.Unmarshal(text, &v)
		})},
		{"sonic-Get-last", whole(func(text []byte) error {
			// The last member: everything before it is skipped, not read.
			_, err := sonic.Get(text, "errored")
			return err
		})},
		{"sonic-Skip", whole(func(text []byte) error {
			if start, _ := decoder.Skip(text); start < 0 {
				return errors.New("not valid")
			}
			return nil
		})},
		{"simdjson-go-Parse", whole(func(text []byte) error {
			if !simdjson.SupportedCPU() {
				return errors.New("the processor lacks AVX2 or CLMUL")
			}
			_, err := simdjson.Parse(text, nil)
			return err
		})},
	}
	return append(all, v2Ways()...)
}

func lax() jsontext.Options {
	return jsonexp.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
}

// drain reads tokens of any type until the end of the file.
func drain[T any](next func() (T, error)) error {
	for {
		if _, err := next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// readValue steps into the plan's members and into the entries of resource_changes, and
// reads each of those as one raw value.
func readValue(f *os.File) error {
	d := jsontext.NewDecoder(f, lax())
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	for d.PeekKind() != '}' {
		name, err := d.ReadToken()
		if err != nil {
			return err
		}
		if name.String() != "resource_changes" {
			if err := d.SkipValue(); err != nil {
				return err
			}
			continue
		}
		if _, err := d.ReadToken(); err != nil {
			return err
		}
		for d.PeekKind() != ']' {
			if _, err := d.ReadValue(); err != nil {
				return err
			}
		}
		if _, err := d.ReadToken(); err != nil {
			return err
		}
	}
	return nil
}

// whole reads the file into memory first.
func whole(read func(text []byte) error) func(*os.File) error {
	return func(f *os.File) error {
		var b bytes.Buffer
		if info, err := f.Stat(); err == nil {
			b.Grow(int(info.Size()) + bytes.MinRead)
		}
		if _, err := b.ReadFrom(f); err != nil {
			return err
		}
		return read(b.Bytes())
	}
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "jsonlibs:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	all := ways()
	if len(args) == 0 {
		for _, w := range all {
			fmt.Println(w.name)
		}
		return nil
	}
	if len(args) != 2 {
		return errors.New("want a way and a file, or nothing to list the ways")
	}
	i := slices.IndexFunc(all, func(w way) bool { return w.name == args[0] })
	if i < 0 {
		return fmt.Errorf("unknown way %q", args[0])
	}
	f, err := os.Open(args[1])
	if err != nil {
		return err
	}
	defer f.Close()
	return all[i].read(f)
}
