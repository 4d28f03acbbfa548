package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"

	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/unicode"
)

// cmdCode runs a program and compares its exit code: code N program [args...].
func cmdCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N program [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := exitOf(ts, ts.Exec(args[1], args[2:]...)); got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// exitOf is the exit code behind the error of a run.
func exitOf(ts *testscript.TestScript, err error) int {
	if err == nil {
		return 0
	}
	failed, ok := errors.AsType[*exec.ExitError](err)
	if !ok {
		ts.Fatalf("run: %v", err)
	}
	return failed.ExitCode()
}

// cmdRefused runs tfblast, which must exit with 1, print nothing on standard output and
// one line on standard error that holds the pattern: refused PATTERN [args...].
func cmdRefused(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: refused PATTERN [args...]")
	}
	pattern, err := regexp.Compile(args[0])
	ts.Check(err)
	code := exitOf(ts, ts.Exec("tfblast", args[1:]...))
	stdout, stderr := ts.ReadFile("stdout"), ts.ReadFile("stderr")
	switch lines := bytes.Count([]byte(stderr), []byte("\n")); {
	case code != 1:
		ts.Fatalf("exit code %d, want 1", code)
	case stdout != "":
		ts.Fatalf("standard output is not empty")
	case lines != 1:
		ts.Fatalf("%d lines on standard error, want 1", lines)
	case !pattern.MatchString(stderr):
		ts.Fatalf("standard error does not match %q", pattern)
	}
}

// cmdFixture copies the plan of a fixture: fixture NAME FILE.
func cmdFixture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: fixture NAME FILE")
	}
	content, err := os.ReadFile(filepath.Join(fixtureFolder, filepath.FromSlash(args[0]), "plan.json"))
	ts.Check(err)
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[1])), 0o755))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), content, 0o644))
}

// cmdSnippet writes a code block of a page of docs into a file that can be run: the Nth of its
// language: snippet PAGE LANGUAGE N FILE.
func cmdSnippet(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: snippet PAGE LANGUAGE N FILE")
	}
	page, err := os.ReadFile(filepath.Join(repository, "docs", args[0]))
	ts.Check(err)
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	blocks := regexp.MustCompile("(?ms)^```"+regexp.QuoteMeta(args[1])+"\n(.*?)^```$").FindAllSubmatch(page, -1)
	if n < 1 || n > len(blocks) {
		ts.Fatalf("%s has %d blocks of %s", args[0], len(blocks), args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[3]), blocks[n-1][1], 0o755))
}

// cmdState copies the files of a state with its configuration: state NAME DIR.
func cmdState(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: state NAME DIR")
	}
	from := filepath.Join(fixtureFolder, "states", filepath.FromSlash(args[0]))
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(from)))
}

// fixtureFolder is relative to this package, in whose folder its tests run.
var fixtureFolder = filepath.Join("..", "..", "fixtures")

// encodings are the forms in which encode writes a file.
var encodings = map[string]func([]byte) ([]byte, error){
	"gzip":     toGzip,
	"zstd":     toZstd,
	"binary":   toBinary,
	"utf16le":  func(b []byte) ([]byte, error) { return toUTF16(unicode.LittleEndian, unicode.UseBOM, b) },
	"utf16be":  func(b []byte) ([]byte, error) { return toUTF16(unicode.BigEndian, unicode.UseBOM, b) },
	"utf16raw": func(b []byte) ([]byte, error) { return toUTF16(unicode.LittleEndian, unicode.IgnoreBOM, b) },
	"bom":      func(b []byte) ([]byte, error) { return append([]byte("\xef\xbb\xbf"), b...), nil },
	"half":     func(b []byte) ([]byte, error) { return b[:len(b)/2], nil },
	"twice":    func(b []byte) ([]byte, error) { return append(bytes.Clone(b), b...), nil },
}

// cmdEncode writes a file in another form: encode FORM FROM TO.
func cmdEncode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 || encodings[args[0]] == nil {
		ts.Fatalf("usage: encode FORM FROM TO, with a form of encodings")
	}
	content, err := os.ReadFile(ts.MkAbs(args[1]))
	ts.Check(err)
	encoded, err := encodings[args[0]](content)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), encoded, 0o644))
}

func toGzip(b []byte) ([]byte, error) {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(b); err != nil {
		return nil, err
	}
	err := w.Close()
	return out.Bytes(), err
}

func toZstd(b []byte) ([]byte, error) {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		return nil, err
	}
	return w.EncodeAll(b, nil), w.Close()
}

// toBinary makes the stand-in of a binary plan file: a zip archive, as terraform's is,
// with the plan's JSON in it for fakeTerraform.
func toBinary(b []byte) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	entry, err := w.Create(planEntry)
	if err != nil {
		return nil, err
	}
	if _, err := entry.Write(b); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}

func toUTF16(order unicode.Endianness, bom unicode.BOMPolicy, b []byte) ([]byte, error) {
	return unicode.UTF16(order, bom).NewEncoder().Bytes(b)
}

// cmdProgram makes a program that runs fakeTerraform with settings for its behaviour:
// program FILE [NAME=VALUE...].
func cmdProgram(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: program FILE [NAME=VALUE...]")
	}
	script := "#!/bin/sh\n"
	for _, setting := range args[1:] {
		script += fmt.Sprintf("export %q\n", setting)
	}
	script += fmt.Sprintf("exec %q \"$@\"\n", filepath.Join(ts.Getenv("BIN"), "fake-terraform"))
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[0])), 0o755))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(script), 0o755))
}
