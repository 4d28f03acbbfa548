package main

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// More settings of fakeTerraform, for planning.
const (
	fakePlanJSON = "FAKE_PLAN" // the JSON of the plan that it makes; without it makes none
	fakePlanCode = "FAKE_CODE" // its exit code
	fakeEcho     = "FAKE_ECHO" // print standard input
	fakeWait     = "FAKE_WAIT" // make this file and wait for a signal
)

// fakePlan stands in for `terraform plan`: it writes the file of -out and returns its exit
// code.
func fakePlan(args []string) int {
	if err := makePlan(args); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	code, err := strconv.Atoi(os.Getenv(fakePlanCode))
	if err != nil {
		return 0
	}
	return code
}

func makePlan(args []string) error {
	out := ""
	shown := slices.Clone(args)
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "-out="); ok && out == "" {
			out = value
			if strings.Contains(value, "tfblast-") { // a folder with a name of its own
				shown[i] = "-out=PRIVATE"
			}
		} else if arg == "-out" {
			out = args[i+1]
		}
	}
	if path := os.Getenv(fakeLog); path != "" {
		if err := os.WriteFile(path, []byte(strings.Join(shown, " ")+"\n"), 0o644); err != nil {
			return err
		}
	}
	fmt.Println("Plan: some to add")
	fmt.Fprint(os.Stderr, escapes.Replace(os.Getenv(fakeMessage)))
	if os.Getenv(fakeEcho) != "" {
		if _, err := io.Copy(os.Stdout, os.Stdin); err != nil {
			return err
		}
	}
	if path := os.Getenv(fakeWait); path != "" {
		if err := awaitSignal(path); err != nil {
			return err
		}
	}
	path := os.Getenv(fakePlanJSON)
	if path == "" {
		return nil
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	binary, err := toBinary(content)
	if err != nil {
		return err
	}
	return os.WriteFile(out, binary, 0o600)
}

// awaitSignal says by a file that it is ready and waits for one signal.
func awaitSignal(path string) error {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		return err
	}
	select {
	case s := <-signals:
		return fmt.Errorf("stopped by %s", s)
	case <-time.After(time.Minute):
		return fmt.Errorf("no signal came")
	}
}

// cmdAwait waits until a file is there: await FILE.
func cmdAwait(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: await FILE")
	}
	for range 600 {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("%s does not come", args[0])
}
