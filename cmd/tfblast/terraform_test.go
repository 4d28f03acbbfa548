package main

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// planEntry is the file in a stand-in plan that holds the JSON.
const planEntry = "plan.json"

// The settings of fakeTerraform are environment variables.
const (
	fakeCut     = "FAKE_CUT"     // print only the first half
	fakeMessage = "FAKE_MESSAGE" // print this on standard error
	fakeFail    = "FAKE_FAIL"    // fail at the end
	fakeSilent  = "FAKE_SILENT"  // print no plan at all
	fakeLog     = "FAKE_LOG"     // add the arguments to this file
)

// escapes are what a message can hold that a script can't.
var escapes = strings.NewReplacer(`\e`, "\x1b", `\a`, "\a", `\n`, "\n")

// fakeTerraform stands in for `terraform show -json FILE` and, in planning_test.go, for
// `terraform plan`.
func fakeTerraform() {
	if slices.Contains(os.Args, "plan") {
		os.Exit(fakePlan(os.Args[1:]))
	}
	if err := showPlan(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if os.Getenv(fakeFail) != "" {
		os.Exit(1)
	}
}

func showPlan(args []string) error {
	if err := logArguments(args); err != nil {
		return err
	}
	if !slices.Contains(args, "show") || !slices.Contains(args, "-json") {
		return fmt.Errorf("the arguments %q are not those of show -json", args)
	}
	archive, err := zip.OpenReader(args[len(args)-1])
	if err != nil {
		return err
	}
	defer archive.Close() //nolint:errcheck // only read
	entry, err := archive.Open(planEntry)
	if err != nil {
		return err
	}
	content, err := io.ReadAll(entry)
	if err != nil {
		return err
	}
	switch {
	case os.Getenv(fakeSilent) != "":
		content = nil
	case os.Getenv(fakeCut) != "":
		content = content[:len(content)/2]
	}
	fmt.Fprint(os.Stderr, escapes.Replace(os.Getenv(fakeMessage)))
	_, err = os.Stdout.Write(content)
	return err
}

func logArguments(args []string) error {
	path := os.Getenv(fakeLog)
	if path == "" {
		return nil
	}
	log, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(log, strings.Join(args[:len(args)-1], " "))
	if err != nil {
		return err
	}
	return log.Close()
}
